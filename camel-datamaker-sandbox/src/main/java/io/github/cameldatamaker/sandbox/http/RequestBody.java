package io.github.cameldatamaker.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the bodies of requests, in two steps: the beginning for every request, and the rest if the endpoint streams it.
 */
public final class RequestBody {

    private static final String BEGINNING = "sandbox.body";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RequestBody() {
    }

    /** Reads the first bytes, and keeps them for {@link #object} and {@link #stream}. */
    public static byte[] beginning(Context ctx, int most) {
        try {
            byte[] bytes = ctx.req().getInputStream().readNBytes(most);
            ctx.attribute(BEGINNING, bytes);
            return bytes;
        } catch (IOException e) {
            throw new ConnectionGone();
        }
    }

    /** The JSON object in the body. An empty body is an empty object. */
    public static Map<?, ?> object(Context ctx) {
        byte[] body = ctx.attribute(BEGINNING);
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
            throw new UncheckedIOException(e);
        }
    }

    /** The whole body, from its first byte. Can be called once. */
    public static InputStream stream(Context ctx) throws IOException {
        byte[] beginning = ctx.attribute(BEGINNING);
        return new SequenceInputStream(new ByteArrayInputStream(beginning), ctx.req().getInputStream());
    }

    /** Refuses a body whose Content-Type is not JSON. */
    public static void requireJson(Context ctx) {
        String type = ctx.header("Content-Type");
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw ApiException.validation("Content-Type must be application/json, not " + type);
        }
    }

    /** Reads the rest of the request. A client that still sends when the connection closes would lose the answer. */
    public static void drain(Context ctx) {
        try {
            ctx.req().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ConnectionGone();
        }
    }

    public static ApiException noJson(JsonProcessingException e) {
        return ApiException.validation("the body is not JSON: " + e.getOriginalMessage() + where(e));
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? ""
                : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
    }
}
