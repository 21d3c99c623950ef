package io.github.cameldatamaker.generate;

/** Reads a response, and so knows where it may end. */
public interface DocumentReader {

    /** Whether nothing is missing if the response ends behind what was read of it. */
    boolean isWhole();
}
