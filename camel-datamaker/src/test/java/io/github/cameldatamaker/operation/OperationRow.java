package io.github.cameldatamaker.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.github.cameldatamaker.DataMakerOperation;

/**
 * A row of the table in {@code docs/operations.md}: what users are told of some operations.
 *
 * @param operations spelled as on the page
 * @param needs      options without which they fail
 * @param takes      options that change what goes out
 * @param bodyIn     what the body must be; empty: it is not read
 * @param bodyOut    what the body is afterwards
 * @param headersOut without the CamelDataMaker in front; those that every response sets are not among them
 */
record OperationRow(
        List<String> operations, List<String> needs, List<String> takes, String bodyIn, String bodyOut, List<String> headersOut) {

    static final String PAGE = "docs/operations.md";
    private static final String HEAD = "| operation | needs | may take | body in | body out | headers out |";

    /** The rows of the table, in the order of the page. */
    static List<OperationRow> all() {
        try {
            List<String> lines = Files.readAllLines(Path.of("..").resolve(PAGE));
            if (!lines.contains(HEAD)) {
                throw new AssertionError(PAGE + " has no table that begins with " + HEAD);
            }
            return lines.stream().skip(lines.indexOf(HEAD) + 2L).takeWhile(line -> line.startsWith("|")).map(OperationRow::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OperationRow parse(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(cell -> cell.replace("`", "").strip()).toList();
        if (cells.size() != 8) {
            throw new AssertionError("A row of the table in " + PAGE + " has six cells, and this one not: " + line);
        }
        return new OperationRow(names(cells.get(1)), names(cells.get(2)), names(cells.get(3)), cells.get(4), cells.get(5),
                names(cells.get(6)));
    }

    private static List<String> names(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(", "));
    }

    /** The one row of an operation. */
    static OperationRow of(DataMakerOperation operation) {
        List<OperationRow> rows = all().stream().filter(row -> row.operations().contains(operation.name())).toList();
        if (rows.size() != 1) {
            throw new AssertionError(
                    "The table in %s has %d rows of '%s', and needs one. Users look there for what the operation wants: add | `%s` | %s"
                            .formatted(
                                    PAGE, rows.size(), operation, operation, HEAD.substring("| operation | ".length())));
        }
        return rows.get(0);
    }
}
