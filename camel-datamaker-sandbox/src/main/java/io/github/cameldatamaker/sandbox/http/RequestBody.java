package io.github.cameldatamaker.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Reads JSON bodies. */
final class RequestBody {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RequestBody() {
    }

    /** The object that the body holds; an empty body is an empty object. */
    static Map<?, ?> object(Context ctx) {
        byte[] body = ctx.attribute(Gate.BODY);
        if (body == null || body.length == 0) {
            return Map.of();
        }
        requireJson(ctx);
        try {
            if (MAPPER.readValue(body, Object.class) instanceof Map<?, ?> object) {
                return object;
            }
            throw ApiException.validation("the body must be a JSON object");
        } catch (JsonProcessingException e) {
            throw noJson(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Refuses a body that says that it is something else. */
    static void requireJson(Context ctx) {
        String type = ctx.header("Content-Type");
        if (type != null && !type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            throw ApiException.validation("Content-Type must be application/json, not " + type);
        }
    }

    /** Reads the rest of the request. A client that is still sending when we close or cut the connection loses the answer. */
    static void drain(Context ctx) {
        try {
            ctx.req().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ConnectionGone();
        }
    }

    static ApiException noJson(JsonProcessingException e) {
        return ApiException.validation("the body is no JSON: " + e.getOriginalMessage() + where(e));
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
    }
}
