package io.github.cameldatamaker.generate;

/**
 * The type of the body, spelled as in URIs.
 */
public enum OutputType {

    /** The bytes as an {@link java.io.InputStream}, with stream caching off for the exchange. */
    Stream,
    /** The rows as an {@link java.util.Iterator}. */
    Iterator,
    /** All rows in memory, as a {@link java.util.List}. */
    List,
    /** All text in memory. */
    String,
    /** All bytes in memory. */
    Bytes;

    /** Whether it consists of rows, not of bytes. */
    public boolean ofRows() {
        return this == Iterator || this == List;
    }
}
