package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameldatamaker.RunWait;
import io.github.cameldatamaker.client.ApiBody;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.generate.GenerateFormat;
import io.github.cameldatamaker.run.start.RunKey;
import org.apache.camel.util.ObjectHelper;

/**
 * What the request of an operation carries, from options and message body. Everything that is missing or wrong is found here,
 * before anything is sent.
 */
public final class RequestContent {

    /** The service waits for a run for five minutes at most. */
    private static final Duration SERVER_WAIT = Duration.ofSeconds(330);

    private RequestContent() {
    }

    public static ApiRequest nothing(ApiRequest request, ExchangeOptions options) {
        return request;
    }

    /** A look whether something has happened yet: others go first. */
    public static ApiRequest look(ApiRequest request, ExchangeOptions options) {
        return request.withLoad(Load.POLL);
    }

    public static ApiRequest text(ApiRequest request, ExchangeOptions options) {
        return request.withAccept("text/plain");
    }

    public static ApiRequest page(ApiRequest request, ExchangeOptions options) {
        return options.cursor().map(cursor -> request.withQuery("cursor", cursor)).orElse(request);
    }

    public static ApiRequest generate(ApiRequest request, ExchangeOptions options) {
        GenerateFormat format = options.format();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("count", options.count());
        body.put("format", format);
        addSeedAndOverrides(body, options);
        return request.withAccept(format.mediaType()).withBody(new ApiBody.Fields(body)).withLoad(Load.generating(options.count()));
    }

    public static ApiRequest preview(ApiRequest request, ExchangeOptions options) {
        Map<String, Object> body = new LinkedHashMap<>();
        addSeedAndOverrides(body, options);
        return request.withAccept(GenerateFormat.json.mediaType()).withBody(new ApiBody.Fields(body)).asSafe();
    }

    /** A preview shows whether a plan can work, once it is known to be one. */
    public static ApiRequest plan(ApiRequest request, ExchangeOptions options) {
        PlanBody.check(options);
        return preview(request, options);
    }

    private static void addSeedAndOverrides(Map<String, Object> body, ExchangeOptions options) {
        String seed = options.seed();
        if (ObjectHelper.isNotEmpty(seed)) {
            body.put("seed", seed);
        }
        Map<String, Object> overrides = options.overrides();
        if (!overrides.isEmpty()) {
            body.put("overrides", overrides);
        }
    }

    /** The service reads {@code wait} as a text, and the values of params too. One param is ours: the run is known by it. */
    public static ApiRequest run(ApiRequest request, ExchangeOptions options) {
        boolean wait = options.runWait() == RunWait.server;
        Map<String, Object> body = new LinkedHashMap<>();
        Map<String, Object> params = options.params();
        params.put(RunKey.PARAM, options.runKey().value());
        body.put("params", params);
        body.put("wait", Boolean.toString(wait));
        ApiRequest run = request.withBody(new ApiBody.Fields(body));
        return wait ? run.withResponseTimeout(SERVER_WAIT) : run;
    }

    public static ApiRequest document(ApiRequest request, ExchangeOptions options) {
        return request.withBody(MessageBody.document(options));
    }

    public static ApiRequest rows(ApiRequest request, ExchangeOptions options) {
        return request.withBody(MessageBody.rows(options));
    }

    public static ApiRequest file(ApiRequest request, ExchangeOptions options) {
        return request.withBody(MessageBody.file(options));
    }
}
