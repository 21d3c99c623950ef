package io.github.cameldatamaker.sandbox.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Set;

/** Bodies that may be larger than what we hold: the gate keeps their beginning, their endpoint reads them as they come. */
final class StreamedBody {

    private static final Set<String> PATHS = Set.of("/sets", "/workspace/files");

    private StreamedBody() {
    }

    /** Whether this request has such a body. */
    static boolean expected(HttpServletRequest request) {
        return request.getMethod().equals("POST") && PATHS.contains(request.getRequestURI());
    }

    /** The whole body, from its first byte; to be asked for once. */
    static InputStream of(Context ctx) throws IOException {
        byte[] beginning = ctx.attribute(Gate.BODY);
        return new SequenceInputStream(new ByteArrayInputStream(beginning), ctx.req().getInputStream());
    }
}
