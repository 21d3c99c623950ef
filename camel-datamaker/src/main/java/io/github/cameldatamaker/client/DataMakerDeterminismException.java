package io.github.cameldatamaker.client;

/**
 * A resumed generation brought other rows for the same seed. It cannot resume, and none of the other rows was handed out.
 */
public class DataMakerDeterminismException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    public DataMakerDeterminismException(String message) {
        super(message);
    }

    /** The same error with a longer message; the first is its cause. */
    public DataMakerDeterminismException(String message, DataMakerDeterminismException cause) {
        super(message, cause);
    }
}
