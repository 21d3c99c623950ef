package io.github.cameldatamaker.sandbox.generate.format;

import java.io.IOException;

/** Writes rows as they come and keeps none of them. */
public interface RowWriter {

    /** Writes one row, its values in the order of the columns. */
    void write(Object[] row) throws IOException;

    /** Sends what was written so far. */
    void flush() throws IOException;

    /** Writes what comes after the last row. Leaves the stream open. */
    void finish() throws IOException;
}
