package io.github.cameldatamaker.sandbox.generate.format;

import java.io.IOException;

/** Writes rows one after the other, and keeps none. */
public interface RowWriter {

    /** Writes one row, its values in the order of the columns. */
    void write(Object[] row) throws IOException;

    /** Sends what has been written so far. */
    void flush() throws IOException;

    /** Writes what comes after the last row. Leaves the stream open. */
    void finish() throws IOException;
}
