package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.io.Serial;

/** The document is JSON, but which rows it holds, or whether these are all, is not certain. */
public final class UncertainRowsException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param what what the response is, to follow "the response" */
    UncertainRowsException(String what) {
        super(what);
    }
}
