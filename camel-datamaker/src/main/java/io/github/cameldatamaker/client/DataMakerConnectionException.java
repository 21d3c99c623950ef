package io.github.cameldatamaker.client;

/**
 * No answer was had: the host is unknown, refused the connection, failed the TLS handshake, or closed the connection before
 * the first byte of a response.
 */
public class DataMakerConnectionException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    /** The request that got no answer, and why. */
    public DataMakerConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
