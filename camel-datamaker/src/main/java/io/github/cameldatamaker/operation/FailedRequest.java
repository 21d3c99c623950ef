package io.github.cameldatamaker.operation;

import java.util.concurrent.CancellationException;

import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.json.JsonObject;
import org.apache.camel.Exchange;

/**
 * What a request that failed means for its exchange.
 */
public final class FailedRequest {

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private FailedRequest() {
    }

    /** An exception, except where the service says by an error what is a result here. */
    public static void set(Exchange exchange, ExchangeOptions options, Throwable error) {
        ResultBody.clearHeaders(exchange.getMessage());
        if (options.operation() == DataMakerOperation.getRunLogs && hasStatus(error, GONE)) {
            setExpiredLog(exchange);
            return;
        }
        if (options.operation() == DataMakerOperation.verifyConnection && error instanceof DataMakerApiException api
                && api.getCode().filter("connection_failed"::equals).isPresent()) {
            JsonObject result = new JsonObject();
            result.put("ok", false);
            result.put("message", api.getErrorMessage());
            exchange.getMessage().setBody(result);
        } else {
            exchange.setException(explain(options.operation(), options.templateVersion() != null, error));
        }
    }

    /** Whether either the run is unknown or its log has expired: only the run itself tells. */
    public static boolean mayBeExpiredLog(ExchangeOptions options, Throwable error) {
        return options.operation() == DataMakerOperation.getRunLogs && hasStatus(error, NOT_FOUND);
    }

    /** The run is still there, and its log is no more. */
    public static void setExpiredLog(Exchange exchange) {
        exchange.getMessage().setBody("");
    }

    private static boolean hasStatus(Throwable error, int status) {
        return error instanceof DataMakerApiException api && api.getStatusCode() == status;
    }

    /** The error, with what its reader may not know. */
    public static Throwable explain(DataMakerOperation operation, boolean versioned, Throwable error) {
        if (error instanceof CancellationException) {
            return new DataMakerException(
                    "datamaker:" + operation + " was given up, because its route or context is stopping", error);
        }
        if (versioned && error instanceof DataMakerApiException api && hasStatus(api, NOT_FOUND)) {
            // The service may not know versions on these paths at all, and its 404 does not say so.
            return new DataMakerApiException(
                    api.getError(),
                    "The template or its version does not exist, or templateVersion is not supported by this service for " + operation);
        }
        return error;
    }
}
