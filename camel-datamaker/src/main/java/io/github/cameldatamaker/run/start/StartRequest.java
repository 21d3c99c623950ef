package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameldatamaker.client.ApiBody;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.Load;

/**
 * What to start, and how ({@code POST /scenarios/{id}/run}).
 *
 * @param request       the request, whose params have the key
 * @param scenario      the scenario
 * @param key           the key
 * @param isAwaited     whether the run will be waited for
 * @param isServerAwait whether the service answers when the run has finished
 * @param settled       how long the request may take to the service, at most
 */
public record StartRequest(ApiRequest request, String scenario, RunKey key, boolean isAwaited, boolean isServerAwait,
        Duration settled) {

    public StartRequest {
        settled = settled.compareTo(RunClaim.SETTLED) < 0 ? RunClaim.SETTLED : settled;
    }

    /** The request with an answer as soon as the run has started. */
    ApiRequest polled() {
        Map<String, Object> fields = new LinkedHashMap<>(((ApiBody.Fields) request.body().orElseThrow()).fields());
        fields.put("wait", "false");
        return request.withBody(new ApiBody.Fields(fields)).withoutResponseTimeout().withLoad(Load.NORMAL);
    }
}
