package io.github.cameldatamaker.client;

/**
 * There was no answer: the host is unknown, refused the connection, failed the TLS handshake, or closed the connection before the
 * first byte of a response.
 */
public class DataMakerConnectionException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    private final boolean neverSent;

    /**
     * @param neverSent whether the service has certainly done nothing: there was no connection, or it refused before it began
     * @param cause     why there was no answer
     */
    public DataMakerConnectionException(String message, boolean neverSent, Throwable cause) {
        super(message, cause);
        this.neverSent = neverSent;
    }

    @Override
    public boolean isNeverSent() {
        return neverSent;
    }

    @Override
    public boolean isTemporary() {
        return true;
    }
}
