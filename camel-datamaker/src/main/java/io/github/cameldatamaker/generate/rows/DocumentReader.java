package io.github.cameldatamaker.generate.rows;

/** Reads a response and knows where it may end. */
public interface DocumentReader {

    /** Whether nothing is missing if the response ends here. */
    boolean isWhole();
}
