package io.github.cameldatamaker.sandbox.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/** What went back to the client for one request: it grows while the response is written. */
public final class RecordedAnswer {

    /** How many bytes of a response are kept. */
    public static final int BODY_KEPT = 16 * 1024;

    static final String ATTRIBUTE = "sandbox.answer";

    private final long begun = System.nanoTime();
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private Map<String, List<String>> headers = Map.of();
    private int status;
    private long bytes;
    private long rows;
    private long ended;
    private boolean whole;
    private boolean failed;

    /**
     * What was recorded up to now, without headers and body.
     *
     * @param status   0 until the first byte goes out, and for ever if the connection was cut before
     * @param bytes    of the body, without the framing of HTTP
     * @param rows     that were generated for it
     * @param millis   since the request arrived, or until the response ended
     * @param finished whether the response has ended, or its connection was cut
     * @param cut      whether it has ended without its end
     */
    public record Summary(int status, long bytes, long rows, long millis, boolean finished, boolean cut) {
    }

    /** The record of this response. */
    public static RecordedAnswer of(Context ctx) {
        RecordedAnswer answer = (RecordedAnswer) ctx.req().getAttribute(ATTRIBUTE);
        return answer == null ? new RecordedAnswer() : answer;
    }

    public synchronized void addRows(long more) {
        rows += more;
    }

    synchronized void write(int responseStatus, HttpFields.Mutable fields, ByteBuffer content, boolean last) {
        whole |= last;
        if (status == 0) {
            status = responseStatus;
            Map<String, List<String>> all = new LinkedHashMap<>();
            for (HttpField field : fields) {
                all.computeIfAbsent(field.getName(), name -> fields.getValuesList(name));
            }
            headers = all;
        }
        if (content == null) {
            return;
        }
        int room = Math.min(BODY_KEPT - beginning.size(), content.remaining());
        if (room > 0) {
            byte[] first = new byte[room];
            content.duplicate().get(first);
            beginning.writeBytes(first);
        }
        bytes += content.remaining();
    }

    synchronized void end(boolean failure) {
        failed = failure;
        ended = System.nanoTime();
    }

    public synchronized Summary summary() {
        long until = ended == 0 ? System.nanoTime() : ended;
        return new Summary(status, bytes, rows, TimeUnit.NANOSECONDS.toMillis(until - begun), ended != 0,
                ended != 0 && (failed || !whole));
    }

    /** Its headers; empty until the first byte goes out. */
    public synchronized Map<String, List<String>> headers() {
        return headers;
    }

    /** The first {@link #BODY_KEPT} bytes of its body as UTF-8. */
    public synchronized String body() {
        return beginning.toString(StandardCharsets.UTF_8);
    }

    static RecordedAnswer begin(Request request) {
        RecordedAnswer answer = new RecordedAnswer();
        request.setAttribute(ATTRIBUTE, answer);
        return answer;
    }
}
