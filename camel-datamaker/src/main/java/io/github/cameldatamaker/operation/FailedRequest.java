package io.github.cameldatamaker.operation;

import java.util.concurrent.CancellationException;

import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;

/**
 * Adds to the error of a request what its reader may not know.
 */
final class FailedRequest {

    private FailedRequest() {
    }

    /** The error, explained. */
    static Throwable explain(ExchangeOptions options, Throwable error) {
        if (error instanceof CancellationException stopped) {
            return stopped(options.operation(), stopped);
        }
        if (error instanceof DataMakerApiException api && api.isNotFound() && options.templateVersion() != null) {
            // The service may not know versions on these paths, and its 404 does not say so.
            return new DataMakerApiException(
                    api.getError(),
                    "The template or its version does not exist, or this service does not support templateVersion for "
                            + options.operation());
        }
        return error;
    }

    /** What a route gets that stops meanwhile. */
    static DataMakerException stopped(DataMakerOperation operation, CancellationException error) {
        return new DataMakerException("datamaker:" + operation + " ended, because its route or context is stopping", error);
    }
}
