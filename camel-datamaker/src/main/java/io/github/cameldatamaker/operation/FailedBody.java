package io.github.cameldatamaker.operation;

import io.github.cameldatamaker.DataMakerOperation.Trait;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.json.JsonObject;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Sets the outcome of a failed request on its exchange: an exception, or a result if the error is a result here.
 */
public final class FailedBody {

    private FailedBody() {
    }

    public static void set(OperationCall call, Throwable error) {
        Exchange exchange = call.exchange();
        ResultBody.clearHeaders(exchange.getMessage());
        if (call.operation().has(Trait.MISSING_IS_EMPTY) && error instanceof DataMakerApiException api && api.isGone()) {
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

    /** Whether the run is unknown or its log has expired. Only the run itself shows which. */
    public static boolean mayBeMissing(OperationCall call, @Nullable Throwable error) {
        return call.operation().has(Trait.MISSING_IS_EMPTY) && error instanceof DataMakerApiException api && api.isNotFound();
    }

    /** The run still exists, but its log is gone. */
    static void setMissing(OperationCall call) {
        call.exchange().getMessage().setBody("");
    }
}
