package io.github.cameldatamaker.operation;

import io.github.cameldatamaker.DataMakerOperation.Trait;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.json.JsonObject;
import org.apache.camel.Exchange;

/**
 * What a request that failed leaves on its exchange: an exception, except where the service says by an error what is a result here.
 */
public final class FailedBody {

    private static final int GONE = 410;

    private FailedBody() {
    }

    public static void set(OperationCall call, Throwable error) {
        Exchange exchange = call.exchange();
        ResultBody.clearHeaders(exchange.getMessage());
        if (call.operation().has(Trait.MISSING_IS_EMPTY) && error instanceof DataMakerApiException api && api.getStatusCode() == GONE) {
            setMissing(call);
        } else if (call.operation().has(Trait.FAILED_CHECK_IS_RESULT) && error instanceof DataMakerApiException api
                && api.getCode().filter("connection_failed"::equals).isPresent()) {
            JsonObject result = new JsonObject();
            result.put("ok", false);
            result.put("message", api.getErrorMessage());
            exchange.getMessage().setBody(result);
        } else {
            exchange.setException(FailedRequest.explain(call.options(), error));
        }
    }

    /** Whether either the run is unknown or its log has expired: only the run itself tells. */
    public static boolean mayBeMissing(OperationCall call, Throwable error) {
        return call.operation().has(Trait.MISSING_IS_EMPTY) && error instanceof DataMakerApiException api && api.isNotFound();
    }

    /** The run is still there, and its log is no more. */
    static void setMissing(OperationCall call) {
        call.exchange().getMessage().setBody("");
    }
}
