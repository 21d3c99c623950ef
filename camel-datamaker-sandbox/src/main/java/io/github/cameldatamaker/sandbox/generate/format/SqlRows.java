package io.github.cameldatamaker.sandbox.generate.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** An INSERT a row, in standard SQL: a quote in a text is doubled, nothing else is escaped; nested values are JSON texts. */
final class SqlRows implements RowWriter {

    // Names that are fit for a table or a column, but that most databases reserve.
    private static final Set<String> RESERVED = Set.of("all", "and", "any", "as", "asc", "between", "both", "by", "case", "cast", "check", "column",
            "constraint", "create", "current_date", "current_user", "default", "delete", "desc", "distinct", "else", "end", "except", "exists", "false",
            "fetch", "for", "foreign", "from", "grant", "group", "having", "in", "insert", "intersect", "into", "is", "join", "leading", "left", "like",
            "limit", "not", "null", "offset", "on", "or", "order", "primary", "references", "right", "select", "session_user", "set", "table", "then",
            "to", "trailing", "true", "union", "unique", "update", "user", "using", "values", "when", "where", "with");

    private final Writer out;
    private final String insert;

    SqlRows(OutputStream out, String title, List<String> columns) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
        this.insert = "INSERT INTO " + identifier(snakeCase(title)) + " ("
                + columns.stream().map(SqlRows::identifier).collect(Collectors.joining(", ")) + ") VALUES (";
    }

    /** The table of a template: {@code Sales order} becomes {@code sales_order}. */
    static String snakeCase(String title) {
        String snake = title.replaceAll("(?<=[\\p{Ll}0-9])(?=\\p{Lu})", "_").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}0-9]+", "_").replaceAll("^_+|_+$", "");
        return snake.isEmpty() ? "rows" : snake;
    }

    static String identifier(String name) {
        boolean plain = name.matches("[a-z_][a-z0-9_]*") && !RESERVED.contains(name);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void write(Object[] row) throws IOException {
        out.write(insert);
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                out.write(", ");
            }
            out.write(literal(row[i]));
        }
        out.write(");\n");
    }

    private static String literal(Object value) throws IOException {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof java.math.BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString().toUpperCase(Locale.ROOT);
        }
        String text = JsonValues.isNested(value) ? JsonValues.text(value) : value.toString();
        return '\'' + text.replace("'", "''") + '\'';
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
