package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import io.github.cameldatamaker.RunWait;
import io.github.cameldatamaker.client.ApiBody;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.generate.ChunkPlan;
import io.github.cameldatamaker.generate.GenerateFormat;
import io.github.cameldatamaker.run.start.RunKey;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Makes the content of a request from options and message body. It finds everything that is missing or wrong before anything is
 * sent.
 */
final class RequestContent {

    /** The service waits at most five minutes for a run. */
    private static final Duration SERVER_WAIT = Duration.ofSeconds(330);

    private final Message message;
    private final ExchangeOptions options;
    private final @Nullable String seed;
    private final @Nullable RunKey runKey;

    /**
     * @param seed   the seed of the rows, from the user or random; may be null
     * @param runKey the key of the run; null if none is started
     */
    RequestContent(Message message, ExchangeOptions options, @Nullable String seed, @Nullable RunKey runKey) {
        this.message = message;
        this.options = options;
        this.seed = seed;
        this.runKey = runKey;
    }

    ApiRequest addTo(ApiRequest request) {
        return switch (options.operation().content()) {
            case NOTHING -> request;
            case POLL -> request.withLoad(Load.POLL);
            case TEXT -> request.withAccept("text/plain");
            case PAGE -> options.cursor().map(cursor -> request.withQuery("cursor", cursor)).orElse(request);
            case GENERATE -> generate(request);
            case PREVIEW -> preview(request);
            case PLAN -> plan(request);
            case RUN -> run(request);
            case DOCUMENT -> request.withBody(body().document());
            case ROWS -> request.withBody(body().rows(options.id(PathId.set)));
            case FILE -> request.withBody(body().file(options.id(PathId.file)));
        };
    }

    private MessageBody body() {
        return new MessageBody(options.operation(), message);
    }

    private ApiRequest generate(ApiRequest request) {
        GenerateFormat format = options.format();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("count", options.count());
        body.put("format", format.name());
        addSeedAndOverrides(body);
        return request.withAccept(format.mediaType()).withBody(new ApiBody.Fields(body))
                .withLoad(Load.generating(options.count()));
    }

    private ApiRequest preview(ApiRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        addSeedAndOverrides(body);
        return request.withAccept(GenerateFormat.json.mediaType()).withBody(new ApiBody.Fields(body)).asIdempotent();
    }

    // Checks the plan first; then a preview shows whether it works.
    private ApiRequest plan(ApiRequest request) {
        ChunkPlan plan = options.plan(seed, null);
        OptionalLong hour = options.rowsPerHour();
        if (hour.isPresent() && plan.chunk(0).count() > hour.getAsLong()) {
            throw new DataMakerException(
                    "chunkSize is " + plan.chunkSize() + ", but an hour has only " + hour.getAsLong()
                            + " rows (option maxRowsPerHour). Make the chunks smaller");
        }
        return preview(request);
    }

    private void addSeedAndOverrides(Map<String, Object> body) {
        if (ObjectHelper.isNotEmpty(seed)) {
            body.put("seed", seed);
        }
        Map<String, Object> overrides = options.overrides();
        if (!overrides.isEmpty()) {
            body.put("overrides", overrides);
        }
    }

    // The service reads "wait" as a text, and the values of params too. One param is ours and identifies the run.
    private ApiRequest run(ApiRequest request) {
        boolean wait = options.runWait() == RunWait.server;
        Map<String, Object> body = new LinkedHashMap<>();
        Map<String, Object> params = options.params();
        params.put(RunKey.PARAM, runKey.value());
        body.put("params", params);
        body.put("wait", Boolean.toString(wait));
        ApiRequest run = request.withBody(new ApiBody.Fields(body));
        return wait ? run.withResponseTimeout(SERVER_WAIT).withLoad(Load.LATE) : run;
    }
}
