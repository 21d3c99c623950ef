package io.github.cameldatamaker;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateFormat;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.apache.camel.util.ObjectHelper;

/**
 * The options of one exchange: a header where there is one, else the option. The only place that decides between them.
 */
final class ExchangeOptions {

    private final Message message;
    private final DataMakerEndpoint endpoint;
    private final DataMakerConfiguration configuration;
    private final DataMakerOperation operation;

    /** Reads the operation, and removes its header, so that the next endpoint does not take it for its own. */
    ExchangeOptions(Message message, DataMakerEndpoint endpoint) {
        this.message = message;
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.operation = value(DataMakerConstants.OPERATION, DataMakerOperation.class, endpoint.getOperation());
        message.removeHeader(DataMakerConstants.OPERATION);
    }

    DataMakerOperation operation() {
        return operation;
    }

    /** The request, complete: everything that is missing or wrong is found here, before anything is sent. */
    ApiRequest request() {
        Integer version = templateVersion();
        String path = version == null
                ? operation.path() : operation.path().replace("{template}", "{template}@v{templateVersion}");
        ApiRequest request = ApiRequest.of(operation.method(), path)
                .withId("template", template())
                .withAccept(format().mediaType())
                .withJson(operation.body(this));
        return version == null ? request : request.withId("templateVersion", version.toString());
    }

    Map<String, Object> generateBody() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("count", count());
        body.put("format", format());
        addSeedAndOverrides(body);
        return body;
    }

    Map<String, Object> previewBody() {
        Map<String, Object> body = new LinkedHashMap<>();
        addSeedAndOverrides(body);
        return body;
    }

    private void addSeedAndOverrides(Map<String, Object> body) {
        String seed = value(DataMakerConstants.SEED, String.class, configuration.getSeed());
        if (ObjectHelper.isNotEmpty(seed)) {
            body.put("seed", seed);
        }
        Map<String, Object> overrides = overrides();
        if (!overrides.isEmpty()) {
            body.put("overrides", overrides);
        }
    }

    private String template() {
        String template = value(DataMakerConstants.TEMPLATE, String.class, configuration.getTemplate());
        if (ObjectHelper.isEmpty(template)) {
            throw missing("template", DataMakerConstants.TEMPLATE);
        }
        return template;
    }

    Integer templateVersion() {
        return atLeastOne("templateVersion",
                value(DataMakerConstants.TEMPLATE_VERSION, Integer.class, configuration.getTemplateVersion()));
    }

    /** How many rows the response must hold; negative where the service decides. */
    long expectedRows() {
        return operation == DataMakerOperation.generate ? count() : -1;
    }

    private long count() {
        Long count = value(DataMakerConstants.COUNT, Long.class, configuration.getCount());
        if (count == null) {
            throw missing("count", DataMakerConstants.COUNT);
        }
        return atLeastOne("count", count);
    }

    /** The format; a preview knows json only. */
    GenerateFormat format() {
        if (operation == DataMakerOperation.preview) {
            return GenerateFormat.json;
        }
        GenerateFormat format = value(DataMakerConstants.FORMAT, GenerateFormat.class, configuration.getFormat());
        configuration.checkOutput(format);
        return format;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> overrides() {
        Map<String, Object> merged = new LinkedHashMap<>(endpoint.getOverrides());
        Optional.ofNullable(value(DataMakerConstants.OVERRIDES, Map.class, null)).ifPresent(merged::putAll);
        return merged;
    }

    private <T> T value(String header, Class<T> type, T option) {
        Object value = message.getHeader(header);
        if (value == null) {
            return option;
        }
        try {
            return message.getExchange().getContext().getTypeConverter().mandatoryConvertTo(type, message.getExchange(), value);
        } catch (TypeConversionException | org.apache.camel.NoTypeConversionAvailableException e) {
            throw new DataMakerException("Header " + header + " is '" + value + "', which is not " + expected(type), e);
        }
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        return Number.class.isAssignableFrom(type) ? "a whole number" : "a " + type.getSimpleName();
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
