package io.github.cameldatamaker.generate;

/**
 * What the body is made of right away, spelled as in URIs.
 */
public enum OutputType {

    /** The bytes as an {@link java.io.InputStream}, with stream caching off for the exchange. */
    Stream,
    /** The rows as an {@link java.util.Iterator}. */
    Iterator,
    /** The rows, all in memory, as a {@link java.util.List}. */
    List,
    /** The text, all in memory. */
    String,
    /** The bytes, all in memory. */
    Bytes;

    /** Whether it is made of rows and not of bytes. */
    public boolean ofRows() {
        return this == Iterator || this == List;
    }
}
