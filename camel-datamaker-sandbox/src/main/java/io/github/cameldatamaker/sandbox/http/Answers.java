package io.github.cameldatamaker.sandbox.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.BodyFault;
import io.github.cameldatamaker.sandbox.fault.Fault;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes responses, through the fault in their transport if the request met one. */
final class Answers {

    /** Writes a body as it comes into being. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final ObjectMapper mapper;
    private final Holds holds;

    Answers(ObjectMapper mapper, Holds holds) {
        this.mapper = mapper;
        this.holds = holds;
    }

    void json(Context ctx, int status, Object value) {
        ctx.status(status);
        byte[] json = bytes(value);
        if (ctx.attribute(Gate.FAULT) instanceof BodyFault) {
            stream(ctx, "application/json", out -> out.write(json));
        } else {
            ctx.contentType("application/json").result(json);
        }
    }

    void error(Context ctx, ApiException error) {
        error.retryAfter().ifPresent(wait -> ctx.header("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
        json(ctx, error.status(), error.body());
    }

    void error(Context ctx, int status, String code, String message, Map<String, Object> details) {
        json(ctx, status, ApiException.body(code, message, details));
    }

    /** Streams, chunked. A failure after the first byte cuts the connection, so that the client sees that this is not all. */
    void stream(Context ctx, String contentType, Body body) {
        ClientConnection connection = ClientConnection.of(ctx);
        ctx.contentType(contentType);
        try {
            OutputStream out = ctx.res().getOutputStream();
            if (ctx.attribute(Gate.FAULT) instanceof BodyFault fault) {
                RequestBody.drain(ctx);
                // Sent before the body, the headers cannot hold its length: what a cut leaves is a chunked body without its end.
                out.flush();
                writeFaulty(body, FaultyBody.of(fault, out, connection, holds));
            } else {
                body.writeTo(out);
            }
        } catch (IOException e) {
            LOG.debug("{} {}: the client has gone", ctx.method(), ctx.path());
            connection.cut();
            throw new ConnectionGone();
        } catch (ConnectionGone e) {
            throw e;
        } catch (RuntimeException e) {
            if (!ctx.res().isCommitted()) {
                ctx.res().resetBuffer();
                throw e;
            }
            LOG.warn("{} {}: the response was cut, since {}", ctx.method(), ctx.path(), e.toString());
            connection.cut();
            throw new ConnectionGone();
        }
    }

    private static void writeFaulty(Body body, OutputStream faulty) throws IOException {
        try {
            body.writeTo(faulty);
        } catch (FaultyBody.EndedEarly e) {
            LOG.debug("a fault ended the response early");
        }
    }

    private byte[] bytes(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Fault fault(Context ctx) {
        return ctx.attribute(Gate.FAULT);
    }
}
