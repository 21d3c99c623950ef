package io.github.cameldatamaker.client;

/**
 * The same generation, asked for again with the same seed, gave other rows: what had been read cannot be gone on with, and
 * nothing of the other rows was handed out.
 */
public class DataMakerDeterminismException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    public DataMakerDeterminismException(String message) {
        super(message);
    }

    /** The same with more said; the first is the cause. */
    public DataMakerDeterminismException(String message, DataMakerDeterminismException cause) {
        super(message, cause);
    }
}
