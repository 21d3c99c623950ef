package io.github.cameldatamaker.operation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerEndpoint;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.RunWait;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateChunk;
import io.github.cameldatamaker.generate.GenerateFormat;
import io.github.cameldatamaker.generate.OutputType;
import io.github.cameldatamaker.option.NearestName;
import io.github.cameldatamaker.run.start.RunKey;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.util.ObjectHelper;

/**
 * The options of one exchange: a header where there is one, else the option. The only place that decides between them.
 */
public final class ExchangeOptions {

    // A date is a text of UTC, and not of the JVM's time zone.
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final int LONGEST_VALUE = 100;

    private final Message message;
    private final DataMakerEndpoint endpoint;
    private final DataMakerConfiguration configuration;
    private final DataMakerOperation operation;
    private final ApiRequest request;
    private final GenerateChunk chunk;
    private RunKey runKey;
    private String seed;

    /**
     * Reads the operation, and removes its header, so that the next endpoint does not take it for its own.
     *
     * @throws DataMakerException when anything is missing or wrong, before anything is sent
     */
    public ExchangeOptions(Message message, DataMakerEndpoint endpoint) {
        this.message = message;
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.operation = value(DataMakerConstants.OPERATION, DataMakerOperation.class, endpoint.getOperation());
        message.removeHeader(DataMakerConstants.OPERATION);
        if (!operation.isProducible()) {
            throw new DataMakerException(
                    "Header " + DataMakerConstants.OPERATION + " is '" + operation + "', with which a route can only begin");
        }
        configuration.checkOutput(operation);
        message.removeHeader(DataMakerConstants.GENERATED_SEED);
        this.chunk = operation == DataMakerOperation.generate ? ChunkBody.of(message.getBody()).orElse(null) : null;
        this.request = operation.content().addTo(requestWithIds(), this);
        boolean hasSeed = operation == DataMakerOperation.generate || operation == DataMakerOperation.plan;
        if (hasSeed && seed() != null) {
            // Whoever has the failed exchange can ask for the same rows.
            message.setHeader(DataMakerConstants.GENERATED_SEED, seed());
        }
    }

    public DataMakerOperation operation() {
        return operation;
    }

    Message message() {
        return message;
    }

    DataMakerEndpoint endpoint() {
        return endpoint;
    }

    /** The request, complete. */
    public ApiRequest request() {
        return request;
    }

    private ApiRequest requestWithIds() {
        Integer version = templateVersion();
        String path = version == null
                ? operation.path() : operation.path().replace("{template}", "{template}@v{templateVersion}");
        ApiRequest withIds = ApiRequest.of(operation.method(), path);
        for (PathId id : operation.ids()) {
            withIds = withIds.withId(id.name(), id(id));
        }
        return version == null ? withIds : withIds.withId("templateVersion", version.toString());
    }

    /** Asks for the run whose log was asked for. */
    public ApiRequest runOfLog() {
        return ApiRequest.of(DataMakerOperation.getRun.method(), DataMakerOperation.getRun.path())
                .withId("scenario", id(PathId.scenario)).withId("run", id(PathId.run));
    }

    /** Asks for the template of which a plan was asked for. */
    ApiRequest templateOfPlan() {
        return ApiRequest.of(DataMakerOperation.getTemplate.method(), DataMakerOperation.getTemplate.path())
                .withId("template", id(PathId.template));
    }

    /** Sends another request for the same exchange, and waits for its response. */
    ApiResponse sendAndWait(Exchange exchange, ApiRequest next) {
        return endpoint.await(this, endpoint.send(exchange, next));
    }

    /** The chunk that the body is, if a plan has made it. */
    Optional<GenerateChunk> chunk() {
        return Optional.ofNullable(chunk);
    }

    public String id(PathId id) {
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
                    id + " '" + value + "' cannot be part of a path, so it could never be read again: give another name");
        }
        return value;
    }

    /** The version of the template; null for the newest, and where the operation knows no versions. */
    public Integer templateVersion() {
        if (chunk != null) {
            return chunk.templateVersion();
        }
        return operation.takesVersion()
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

    /** The seed; ours where the user gave none and rows may have to be asked for again; null when there is none. */
    String seed() {
        if (chunk != null) {
            return chunk.seed();
        }
        if (seed == null) {
            seed = value(DataMakerConstants.SEED, String.class, configuration.getSeed());
            if (ObjectHelper.isEmpty(seed)) {
                boolean isNeeded = operation == DataMakerOperation.plan || operation == DataMakerOperation.generate && maxResumes() > 0;
                seed = isNeeded ? UUID.randomUUID().toString() : null;
            }
        }
        return seed;
    }

    /** How often a generation that breaks off is asked for again. */
    int maxResumes() {
        return configuration.isResume() ? configuration.getMaxResumes() : 0;
    }

    /** The format; only what is generated has one to choose. */
    GenerateFormat format() {
        if (operation != DataMakerOperation.generate) {
            return GenerateFormat.json;
        }
        GenerateFormat format = value(DataMakerConstants.FORMAT, GenerateFormat.class, configuration.getFormat());
        configuration.checkOutput(format);
        return format;
    }

    Map<String, Object> overrides() {
        return chunk == null ? merged(endpoint.getOverrides(), DataMakerConstants.OVERRIDES) : chunk.overrides();
    }

    /** How many rows a chunk of a plan has. */
    long chunkSize() {
        return configuration.getChunkSize();
    }

    /** The params of a run; the service takes texts only. */
    Map<String, Object> params() {
        Map<String, Object> params = merged(endpoint.getParams(), DataMakerConstants.PARAMS);
        if (params.containsKey(RunKey.PARAM)) {
            throw new DataMakerException("param '" + RunKey.PARAM + "' is set by the option runKey: use that");
        }
        params.replaceAll(ExchangeOptions::text);
        return params;
    }

    private static String text(String name, Object value) {
        if (value == null) {
            throw new DataMakerException("param '" + name + "' is null; the service takes texts: leave it out or give it a value");
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        try {
            JsonNode json = JSON.valueToTree(value);
            return json.isTextual() ? json.textValue() : json.toString();
        } catch (IllegalArgumentException e) {
            throw new DataMakerException("param '" + name + "' cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /** What the run will be known by. The same for the whole of an exchange's stay here. */
    public RunKey runKey() {
        if (runKey == null) {
            String given = value(DataMakerConstants.RUN_KEY, String.class, configuration.getRunKey());
            runKey = ObjectHelper.isEmpty(given) ? RunKey.random() : RunKey.given(given);
        }
        return runKey;
    }

    public RunWait runWait() {
        return value(DataMakerConstants.WAIT, RunWait.class, configuration.getWait());
    }

    /** Whether the run is waited for, beyond the response. */
    public boolean awaitsRun() {
        return operation == DataMakerOperation.awaitRun || operation == DataMakerOperation.runScenario && runWait() != RunWait.none;
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

    // Camel makes 1 of 1.9, 0 of NaN, a time of a date, and something else of what is too large.
    private Optional<Long> number(String header, long largest) {
        Object value = message.getHeader(header);
        if (value == null) {
            return Optional.empty();
        }
        BigInteger number;
        try {
            number = value instanceof Number
                    ? new BigDecimal(value.toString()).toBigIntegerExact() : new BigInteger(value(header, String.class, "").trim());
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(header, value, "not a whole number", e);
        }
        if (number.abs().compareTo(BigInteger.valueOf(largest)) > 0) {
            throw wrong(header, value, "too large; it can be " + largest + " at most", null);
        }
        return Optional.of(number.longValue());
    }

    private <T> T value(String header, Class<T> type, T option) {
        Object value = message.getHeader(header);
        if (value == null) {
            return option;
        }
        try {
            return message.getExchange().getContext().getTypeConverter().mandatoryConvertTo(type, message.getExchange(), value);
        } catch (TypeConversionException | NoTypeConversionAvailableException e) {
            throw wrong(header, value, "not " + (type.isEnum() ? NearestName.oneOf(type, value) : "a " + type.getSimpleName()), e);
        }
    }

    private static DataMakerException wrong(String header, Object value, String what, Exception cause) {
        String text = value.toString();
        String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
        return new DataMakerException("Header " + header + " is '" + shown + "', which is " + what, cause);
    }

    private static <N extends Number> N atLeastOne(String option, N value) {
        if (value != null && value.longValue() < 1) {
            throw new DataMakerException(option + " is " + value + "; it must be at least 1");
        }
        return value;
    }

    private DataMakerException missing(String option, String header) {
        return new DataMakerException(
                "datamaker:" + operation + " needs a " + option + ": set the option " + option + " in the URI, or the header "
                                      + header);
    }
}
