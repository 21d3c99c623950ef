package io.github.cameldatamaker.operation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.DataMakerOperation.Content;
import io.github.cameldatamaker.DataMakerOperation.Result;
import io.github.cameldatamaker.DataMakerOperation.Trait;
import io.github.cameldatamaker.RunWait;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Json;
import io.github.cameldatamaker.generate.ChunkPlan;
import io.github.cameldatamaker.generate.GenerateChunk;
import io.github.cameldatamaker.generate.GenerateFormat;
import io.github.cameldatamaker.generate.OutputType;
import io.github.cameldatamaker.option.NearestName;
import io.github.cameldatamaker.option.OptionChecks;
import io.github.cameldatamaker.run.RunRequests;
import io.github.cameldatamaker.run.start.RunKey;
import io.github.cameldatamaker.session.EndpointOptions;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * The options of one exchange: the header if there is one, else the option. Only this class decides between them.
 */
public final class ExchangeOptions {

    private static final int LONGEST_VALUE = 100;

    private final Message message;
    private final EndpointOptions endpoint;
    private final DataMakerConfiguration configuration;
    private final DataMakerOperation operation;
    private final @Nullable GenerateChunk chunk;

    /**
     * Reads the options of a message and changes nothing.
     *
     * @param chunk the chunk in the message body; null if there is none
     */
    ExchangeOptions(Message message, EndpointOptions endpoint, DataMakerOperation operation, @Nullable GenerateChunk chunk) {
        this.message = message;
        this.endpoint = endpoint;
        this.configuration = endpoint.configuration();
        this.operation = operation;
        this.chunk = chunk;
    }

    /** The operation of the message's header, else the endpoint's. */
    static DataMakerOperation operation(Message message, EndpointOptions endpoint) {
        return value(message, DataMakerConstants.OPERATION, DataMakerOperation.class, endpoint.operation());
    }

    DataMakerOperation operation() {
        return operation;
    }

    /** The request of the operation, with the ids in its path. */
    ApiRequest requestWithIds() {
        Integer version = templateVersion();
        String path = version == null
                ? operation.path() : operation.path().replace("{template}", "{template}@v{templateVersion}");
        ApiRequest withIds = ApiRequest.of(operation.method(), path);
        for (String name : operation.ids()) {
            withIds = withIds.withId(name, id(PathId.valueOf(name)));
        }
        return version == null ? withIds : withIds.withId("templateVersion", version.toString());
    }

    /** The request for the run of this log. */
    ApiRequest runOfLog() {
        return RunRequests.read(id(PathId.scenario), id(PathId.run));
    }

    /** The request for the template of this plan. */
    ApiRequest templateOfPlan() {
        return ApiRequest.of(DataMakerOperation.getTemplate.method(), DataMakerOperation.getTemplate.path())
                .withId("template", id(PathId.template));
    }

    /** The chunk in the body, if there is one. */
    Optional<GenerateChunk> chunk() {
        return Optional.ofNullable(chunk);
    }

    String id(PathId id) {
        if (chunk != null && id == PathId.template) {
            return chunk.template();
        }
        String option = id.option(configuration);
        String value = id.optionWins() && ObjectHelper.isNotEmpty(option) ? option : value(id.header(), String.class, option);
        if (ObjectHelper.isEmpty(value)) {
            throw missing(id.name(), id.header());
        }
        if (value.equals(".") || value.equals("..")) {
            throw new DataMakerException(
                    id + " '" + value + "' cannot be part of a path, so it could never be read again. Give another name");
        }
        return value;
    }

    /** The version of the template; null for the newest, and if the operation has no versions. */
    @Nullable
    Integer templateVersion() {
        if (chunk != null) {
            return chunk.templateVersion();
        }
        return operation.has(Trait.VERSIONED)
                ? atLeastOne("templateVersion",
                        number(DataMakerConstants.TEMPLATE_VERSION, Integer.MAX_VALUE).map(Long::intValue)
                                .orElse(configuration.getTemplateVersion()))
                : null;
    }

    long count() {
        if (chunk != null) {
            return chunk.count();
        }
        Long count = number(DataMakerConstants.COUNT, Long.MAX_VALUE).orElse(configuration.getCount());
        if (count == null) {
            throw missing("count", DataMakerConstants.COUNT);
        }
        return atLeastOne("count", count);
    }

    /** The user's seed; null or empty if there is none. */
    @Nullable
    String seed() {
        if (chunk != null) {
            return chunk.seed();
        }
        return switch (operation.content()) {
            case GENERATE, PREVIEW, PLAN -> value(DataMakerConstants.SEED, String.class, configuration.getSeed());
            default -> null;
        };
    }

    /** The most times that a generation is resumed. */
    int maxResumes() {
        return configuration.isResume() ? configuration.getMaxResumes() : 0;
    }

    /** The format. Only generate has a choice. */
    GenerateFormat format() {
        if (operation.content() != Content.GENERATE) {
            return GenerateFormat.json;
        }
        GenerateFormat format = value(DataMakerConstants.FORMAT, GenerateFormat.class, configuration.getFormat());
        OptionChecks.checkOutput(format, configuration);
        return format;
    }

    Map<String, Object> overrides() {
        return chunk == null ? merged(endpoint.overrides(), DataMakerConstants.OVERRIDES) : chunk.overrides();
    }

    /**
     * The plan.
     *
     * @param version of the template; null if unknown
     */
    ChunkPlan plan(String seed, @Nullable Integer version) {
        return new ChunkPlan(id(PathId.template), version, count(), configuration.getChunkSize(), seed, overrides());
    }

    /** The rows of an hour, if they are limited. */
    OptionalLong rowsPerHour() {
        return configuration.resilience().maxRowsPerHour();
    }

    /** The params of a run. The service takes only texts. */
    Map<String, Object> params() {
        Map<String, Object> params = merged(endpoint.params(), DataMakerConstants.PARAMS);
        if (params.containsKey(RunKey.PARAM)) {
            throw new DataMakerException("param '" + RunKey.PARAM + "' is reserved. Use the option runKey");
        }
        params.replaceAll(ExchangeOptions::text);
        return params;
    }

    private static String text(String name, Object value) {
        if (value == null) {
            throw new DataMakerException("param '" + name + "' is null. Give it a value, or leave it out");
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        try {
            // A date becomes a text of UTC, not of the JVM's time zone.
            String json = Json.MAPPER.writeValueAsString(value);
            return json.startsWith("\"") ? Json.MAPPER.readValue(json, String.class) : json;
        } catch (JsonProcessingException e) {
            throw new DataMakerException("param '" + name + "' cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The user's key of the run; null or empty if there is none. */
    @Nullable
    String runKey() {
        return value(DataMakerConstants.RUN_KEY, String.class, configuration.getRunKey());
    }

    RunWait runWait() {
        return value(DataMakerConstants.WAIT, RunWait.class, configuration.getWait());
    }

    /** Whether the exchange waits for the run after the response. */
    public boolean awaitsRun() {
        return operation.result() == Result.AWAITED_RUN || operation.content() == Content.RUN && runWait() != RunWait.none;
    }

    Optional<String> cursor() {
        return Optional.ofNullable(value(DataMakerConstants.CURSOR, String.class, configuration.getCursor()))
                .filter(ObjectHelper::isNotEmpty);
    }

    OutputType outputType() {
        return configuration.getOutputType();
    }

    long maxInMemorySize() {
        return configuration.getMaxInMemorySize();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> merged(Map<String, Object> options, String header) {
        Map<String, Object> merged = new LinkedHashMap<>(options);
        Optional.ofNullable(value(header, Map.class, null)).ifPresent(merged::putAll);
        return merged;
    }

    // Camel turns 1.9 into 1, NaN into 0, a date into a time, and a number that is too large into another one.
    private Optional<Long> number(String header, long largest) {
        Object value = message.getHeader(header);
        if (value == null) {
            return Optional.empty();
        }
        BigInteger number;
        try {
            number = value instanceof Number
                    ? new BigDecimal(value.toString()).toBigIntegerExact()
                    : new BigInteger(value(header, String.class, "").trim());
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(header, value, "not a whole number", e);
        }
        if (number.abs().compareTo(BigInteger.valueOf(largest)) > 0) {
            throw wrong(header, value, "too large; it must be at most " + largest, null);
        }
        return Optional.of(number.longValue());
    }

    private <T> @Nullable T value(String header, Class<T> type, @Nullable T option) {
        return value(message, header, type, option);
    }

    private static <T> @Nullable T value(Message message, String header, Class<T> type, @Nullable T option) {
        Object value = message.getHeader(header);
        if (value == null) {
            return option;
        }
        try {
            return message.getExchange().getContext().getTypeConverter().mandatoryConvertTo(type, message.getExchange(), value);
        } catch (TypeConversionException | NoTypeConversionAvailableException e) {
            throw wrong(header, value, "not " + (type.isEnum() ? NearestName.oneOf(type, value) : "a " + type.getSimpleName()),
                    e);
        }
    }

    private static DataMakerException wrong(String header, Object value, String what, @Nullable Exception cause) {
        String text = value.toString();
        String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
        return new DataMakerException("Header " + header + " is '" + shown + "', which is " + what, cause);
    }

    private static <N extends Number> @Nullable N atLeastOne(String option, @Nullable N value) {
        if (value != null && value.longValue() < 1) {
            throw new DataMakerException(option + " is " + value + "; it must be at least 1");
        }
        return value;
    }

    private DataMakerException missing(String option, String header) {
        return new DataMakerException(
                "datamaker:" + operation + " needs a " + option + ". Set the option " + option + " in the URI, or the header "
                        + header);
    }
}
