package io.github.cameldatamaker.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer says, in any of the forms that services and gateways use. The contract's form is
 * {@code {"error":{"code", "message", "details"}}}.
 *
 * @param code      null if there is none
 * @param message   never longer than {@value #MAX_MESSAGE} characters and some dots
 * @param isDocumented whether it has the contract's form
 * @param requestId null if there is none
 */
record ErrorBody(
        @Nullable String code, String message, Map<String, Object> details, boolean isDocumented, @Nullable String requestId) {

    /** The most characters of a message. */
    static final int MAX_MESSAGE = 2048;

    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};
    // Texts such as "404 page not found" begin with JSON.
    private static final ObjectReader READER = Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String TEXT = "text/plain";
    /** In this order: problem details (RFC 9457) have the last two. */
    private static final List<String> MESSAGES = List.of("message", "error", "detail", "title");
    private static final List<String> REQUEST_IDS = List.of("request_id", "requestId");
    /** A text that is a code, for example quota_exceeded, and no sentence. */
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)+");

    /** Reads the body; empty if it is in none of these forms. */
    static Optional<ErrorBody> read(String body, @Nullable String contentType, Credentials credentials) {
        JsonNode json;
        try {
            json = READER.readTree(body);
            // Mask again: the first pass could not see a key with escapes in it.
            json = READER.readTree(credentials.mask(json.toString()));
        } catch (IOException e) {
            return ofText(body, contentType);
        }
        if (!json.isObject()) {
            return json.isTextual() ? ofText(json.textValue(), TEXT) : ofText(body, contentType);
        }
        JsonNode error = json.path("error");
        if (error.isObject()) {
            return Optional.of(of(error, json));
        }
        // The fields stand in the document itself.
        return message(json).isEmpty() && code(json) == null ? Optional.empty() : Optional.of(of(json, json));
    }

    private static Optional<ErrorBody> ofText(String body, @Nullable String contentType) {
        boolean isText = contentType != null && contentType.regionMatches(true, 0, TEXT, 0, TEXT.length());
        return isText && !body.isBlank() && !body.stripLeading().startsWith("<")
                ? Optional.of(new ErrorBody(null, cut(body.strip()), Map.of(), false, null)) : Optional.empty();
    }

    private static ErrorBody of(JsonNode error, JsonNode document) {
        Map<String, Object> details = details(error.path("details"));
        String requestId = Stream.of(error.path("details"), error, document)
                .flatMap(place -> REQUEST_IDS.stream().map(name -> text(place.path(name)))).filter(Objects::nonNull).findFirst()
                .orElse(null);
        String message = message(error).isEmpty() ? message(document) : message(error);
        boolean isDocumented = error != document && error.path("code").isTextual() && error.path("message").isTextual();
        return new ErrorBody(code(error), cut(message), details, isDocumented, requestId);
    }

    private static @Nullable String code(JsonNode error) {
        String code = error.path("code").textValue();
        String text = error.path("error").textValue();
        return code != null || text == null || !CODE.matcher(text).matches() ? code : text;
    }

    // A service may say what failed in one field and why in the other.
    private static String message(JsonNode error) {
        List<String> texts = MESSAGES.stream().map(error::path).map(ErrorBody::messageText).filter(text -> !text.isEmpty())
                .toList();
        String first = texts.isEmpty() ? "" : texts.get(0);
        String why = messageText(error.path("error"));
        return why.isEmpty() || why.equals(first) || CODE.matcher(why).matches() ? first : first + ": " + why;
    }

    // Some services list several messages.
    private static String messageText(JsonNode message) {
        return message.isArray()
                ? StreamSupport.stream(message.spliterator(), false)
                        .map(one -> one.isObject() ? one.path("message").asText(one.toString()) : one.asText())
                        .collect(Collectors.joining("; "))
                : message.asText().strip();
    }

    // Details that are no object stand under their own name.
    private static Map<String, Object> details(JsonNode details) {
        return details.isObject() ? Json.MAPPER.convertValue(details, DETAILS)
                : details.isMissingNode() || details.isNull() ? Map.of()
                        : Map.of("details", Json.MAPPER.convertValue(details, Object.class));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : value.isNumber() ? value.asText() : null;
    }

    static String cut(String text) {
        return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "..." : text;
    }
}
