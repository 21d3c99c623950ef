package io.github.cameldatamaker.sandbox.generate.format;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** The formats of generate (contract: {@code "format": "json" | "csv" | "sql" | "xlsx"}). */
public enum RowFormat {

    /** One array. */
    JSON("application/json", Long.MAX_VALUE),
    /** RFC 4180 with a header line. Lines end with LF. */
    CSV("text/csv; charset=utf-8", Long.MAX_VALUE),
    /** INSERT statements in standard SQL. */
    SQL("application/sql; charset=utf-8", Long.MAX_VALUE),
    /** A workbook with one sheet. It holds at most 1,048,575 rows and a header. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 1_048_575);

    private final String contentType;
    private final long mostRows;

    RowFormat(String contentType, long mostRows) {
        this.contentType = contentType;
        this.mostRows = mostRows;
    }

    public String contentType() {
        return contentType;
    }

    /** How many rows the format can hold. */
    public long mostRows() {
        return mostRows;
    }

    /** The format with the name that a body gives. */
    public static RowFormat named(Object name) {
        for (RowFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw ApiException
                .validation("format must be json, csv, sql or xlsx, not " + (name instanceof String ? "'" + name + "'" : name));
    }

    /**
     * Starts a body in this format.
     *
     * @param title the template's name, which names the table or the sheet
     */
    public RowWriter writer(OutputStream out, String title, List<String> columns) throws IOException {
        return switch (this) {
            case JSON -> new JsonRows(out, columns);
            case CSV -> new CsvRows(out, columns);
            case SQL -> new SqlRows(out, title, columns);
            case XLSX -> new XlsxRows(out, title, columns);
        };
    }
}
