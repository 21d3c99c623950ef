package io.github.cameldatamaker.client;

/**
 * The key was refused: 401 (wrong, expired or revoked) or 403 (the role of its user is too low for this action).
 */
public class DataMakerAuthenticationException extends DataMakerApiException {

    private static final long serialVersionUID = 1L;

    /** @param error what the service said, with status 401 or 403 */
    public DataMakerAuthenticationException(ApiError error) {
        super(error, error.statusCode() == 403
                ? "The key is known, but the role of the user who made it is too low for this action"
                : "Check the option apiKey or the environment variable DM_API_KEY: the key is wrong, expired or revoked");
    }
}
