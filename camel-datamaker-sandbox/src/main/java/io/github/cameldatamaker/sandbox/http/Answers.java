package io.github.cameldatamaker.sandbox.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.BodyFault;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes responses. If the request met a fault in the transport, the response has it. */
public final class Answers {

    /** Writes a body piece by piece. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String PLAIN_ERRORS = "sandbox.plain-errors";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Answers() {
    }

    public static void json(Context ctx, int status, Object value) {
        ctx.status(status);
        byte[] json = bytes(value);
        if (MetFault.of(ctx).map(MetFault::fault).orElse(null) instanceof BodyFault) {
            stream(ctx, "application/json", out -> out.write(json));
        } else {
            ctx.contentType("application/json").result(json);
        }
    }

    public static void error(Context ctx, ApiException error) {
        error.retryAfter()
                .ifPresent(wait -> ctx.header("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
        json(ctx, error.status(), isPlain(ctx) ? plain(error.code(), error.getMessage()) : error.body());
    }

    public static void error(Context ctx, int status, String code, String message, Map<String, Object> details) {
        json(ctx, status, isPlain(ctx) ? plain(code, message) : ApiException.body(code, message, details));
    }

    /** Errors of this request are a text with a code, as the vendor's platform answers them. */
    public static void plainErrors(Context ctx) {
        ctx.attribute(PLAIN_ERRORS, true);
    }

    static boolean isPlain(Context ctx) {
        return Boolean.TRUE.equals(ctx.attribute(PLAIN_ERRORS));
    }

    private static Map<String, Object> plain(String code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", message);
        error.put("code", code);
        return error;
    }

    /**
     * Streams a chunked body. If that fails after the first byte, it cuts the connection, so that the client sees that the body
     * is incomplete.
     */
    public static void stream(Context ctx, String contentType, Body body) {
        ClientConnection connection = ClientConnection.of(ctx);
        ctx.contentType(contentType);
        try {
            write(ctx, body, connection);
        } catch (IOException e) {
            LOG.debug("{} {}: the client has gone", ctx.method(), ctx.path());
            throw connection.cut();
        } catch (ConnectionGone e) {
            throw e;
        } catch (RuntimeException e) {
            if (!ctx.res().isCommitted()) {
                ctx.res().resetBuffer();
                throw e;
            }
            LOG.warn("{} {}: cut the response, because {}", ctx.method(), ctx.path(), e.toString());
            throw connection.cut();
        }
    }

    private static void write(Context ctx, Body body, ClientConnection connection) throws IOException {
        OutputStream out = ctx.res().getOutputStream();
        MetFault met = MetFault.of(ctx).orElse(null);
        if (met == null || !(met.fault() instanceof BodyFault fault)) {
            body.writeTo(out);
            return;
        }
        RequestBody.drain(ctx);
        // The headers go out before the length is known. So the body is chunked, and a cut leaves it without its end.
        out.flush();
        try {
            body.writeTo(FaultyBody.of(fault, out, connection, met.hold()));
        } catch (FaultyBody.EndedEarly e) {
            LOG.debug("a fault ended the response early");
        }
    }

    /** A value as JSON. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
