package io.github.cameldatamaker.client;

/**
 * The key was refused: 401 (wrong, expired or revoked) or 403 (the role of its user is too low for this action).
 */
public class DataMakerAuthenticationException extends DataMakerApiException {

    private static final long serialVersionUID = 1L;

    /**
     * @param error what the service said, with status 401 or 403
     * @param host  the service that said so: its host, and its port if it is not the usual one
     */
    public DataMakerAuthenticationException(ApiError error, String host) {
        super(error, error.statusCode() == 403
                ? "The key is known, but the role of the user who made it is too low for this action"
                : "Check the option apiKey, or the environment variable DM_API_KEY, and that the key belongs to the service at "
                        + host + ". datamaker:check tries the other authScheme");
    }
}
