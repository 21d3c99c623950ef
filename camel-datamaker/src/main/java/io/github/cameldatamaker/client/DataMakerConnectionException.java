package io.github.cameldatamaker.client;

/**
 * No answer was had: the host is unknown, refused the connection, failed the TLS handshake, or closed the connection before
 * the first byte of a response.
 */
public class DataMakerConnectionException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    private final boolean neverSent;

    /**
     * @param neverSent whether no connection was had, so that the request has certainly not reached the service
     * @param cause     why there was no answer
     */
    public DataMakerConnectionException(String message, boolean neverSent, Throwable cause) {
        super(message, cause);
        this.neverSent = neverSent;
    }

    /** Whether the request has certainly not reached the service. */
    public boolean isNeverSent() {
        return neverSent;
    }
}
