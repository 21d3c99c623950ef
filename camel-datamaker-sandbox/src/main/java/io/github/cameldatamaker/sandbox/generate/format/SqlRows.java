package io.github.cameldatamaker.sandbox.generate.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One INSERT for each row, in standard SQL. A quote in a text is doubled; nothing else is escaped. Nested values are JSON texts.
 */
final class SqlRows implements RowWriter {

    // The words that PostgreSQL or H2 reserve, or two of MySQL, SQL Server and Oracle.
    private static final Set<String> RESERVED = Set.of("""
            add all alter analyse analyze and any array as asc asymmetric authorization between binary both by cascade case cast
            char check collate collation column concurrently constraint continue convert create cross current current_catalog
            current_date current_path current_role current_schema current_time current_timestamp current_user cursor database day
            decimal declare default deferrable delete desc distinct do double drop else end except exists exit false fetch file
            float for foreign freeze from full function grant group groups having hour if ilike in index initially inner insert
            integer intersect interval into is isnull join key kill lateral leading left like limit load localtime localtimestamp
            lock long minus minute month natural not notnull null of offset on only option or order outer over overlaps partition
            placing precision primary procedure public qualify range read references regexp rename restrict return returning
            revoke right row rownum rows schema second select session_user set similar smallint some symmetric system_user table
            tablesample then to top trailing trigger true uescape union unique unknown update use user using value values varchar
            variadic varying verbose view when where while window with year
            """.strip().split("\\s+"));

    private final Writer out;
    private final String insert;

    SqlRows(OutputStream out, String title, List<String> columns) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
        this.insert = "INSERT INTO " + identifier(snakeCase(title)) + " ("
                + columns.stream().map(SqlRows::identifier).collect(Collectors.joining(", ")) + ") VALUES (";
    }

    /** The table's name: {@code Sales order} becomes {@code sales_order}. */
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
        if (value instanceof BigDecimal decimal) {
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
