package io.github.cameldatamaker.generate;

/**
 * The formats of {@code POST /templates/{id}/generate}, spelled as in the contract.
 */
public enum GenerateFormat {

    /** One array of objects. */
    json("application/json", true),
    /** A header line, then one line for each row. */
    csv("text/csv", true),
    /** INSERT statements. */
    sql("application/sql", false),
    /** An Excel workbook. */
    xlsx("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false);

    private final String mediaType;
    private final boolean rows;

    GenerateFormat(String mediaType, boolean rows) {
        this.mediaType = mediaType;
        this.rows = rows;
    }

    /** The media type that a request for it accepts. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether it can be read row by row. */
    public boolean hasRows() {
        return rows;
    }
}
