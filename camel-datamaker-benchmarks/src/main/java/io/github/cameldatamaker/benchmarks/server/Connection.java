package io.github.cameldatamaker.benchmarks.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Answers the requests of one connection, one after the other, as the contract says. */
final class Connection implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RowBlock JSON_ROWS = RowBlock.json();
    private static final RowBlock CSV_ROWS = RowBlock.csv();
    /** A template may say how many of its rows the service makes in a second: {@code tmpl_100000_a_second}. */
    private static final Pattern ROWS = Pattern.compile("/templates/(?:tmpl_(\\d+)_a_second|[^/]+?)(?:@v1)?/(generate|preview)");
    private static final int PREVIEW = 3;
    /** A run's id says how many lines its log has: {@code run_1000}. One of several runs has a number: {@code run_1000_5}. */
    private static final Pattern RUN = Pattern.compile("/scenarios/[^/]+/runs/(run_(\\d+)(?:_(\\d+))?)(/logs)?");
    /** A scenario with so many runs, whose logs have so many lines, and so many in a second: {@code scn_100_logs_of_60_at_10}. */
    private static final Pattern SLOW_RUNS = Pattern.compile("/scenarios/scn_(\\d+)_logs_of_(\\d+)_at_(\\d+)/runs");

    private final Socket socket;

    Connection(Socket socket) {
        this.socket = socket;
    }

    @Override
    public void run() {
        try (socket;
                BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 14)) {
            socket.setTcpNoDelay(true);
            for (HttpRequest request = HttpRequest.read(in); request != null; request = HttpRequest.read(in)) {
                answer(request, out);
                out.flush();
            }
        } catch (IOException e) {
            // Clients go when they have what they want.
        }
    }

    private static void answer(HttpRequest request, OutputStream out) throws IOException {
        Matcher rows = ROWS.matcher(request.path());
        Matcher run = RUN.matcher(request.path());
        Matcher slowRuns = SLOW_RUNS.matcher(request.path());
        if (request.method().equals("POST") && rows.matches()) {
            JsonNode body = JSON.readTree(request.body());
            Pace pace = new Pace(rows.group(1) == null ? 0 : Long.parseLong(rows.group(1)), out);
            rows(rows.group(2).equals("preview") ? PREVIEW : body.get("count").asLong(), body, pace, out);
        } else if (slowRuns.matches()) {
            ChunkedBody runs = head(out, "200 OK", "application/json");
            runs.write(IntStream.rangeClosed(1, Integer.parseInt(slowRuns.group(1)))
                    .mapToObj(number -> run("run_" + slowRuns.group(2) + "_" + number, "running"))
                    .collect(Collectors.joining(",", "{\"items\":[", "]}")));
            runs.end();
        } else if (!run.matches()) {
            head(out, "404 Not Found", "application/json")
                    .write("{\"error\":{\"code\":\"not_found\",\"message\":\"" + request.path() + "\"}}");
            new ChunkedBody(out).end();
        } else if (run.group(4) == null) {
            ChunkedBody body = head(out, "200 OK", "application/json");
            body.write(run(run.group(1), "done"));
            body.end();
        } else {
            log(request, run, out);
        }
    }

    private static String run(String id, String status) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"started_at\":\"2026-11-24T00:00:00Z\"}";
    }

    private static void rows(long count, JsonNode body, Pace pace, OutputStream out) throws IOException {
        if (body.path("format").asText("json").equals("csv")) {
            ChunkedBody csv = head(out, "200 OK", "text/csv; charset=utf-8");
            csv.write(CustomerRow.CSV_HEADER);
            CSV_ROWS.write(csv, count, 0, pace);
            csv.end();
        } else {
            ChunkedBody json = head(out, "200 OK", "application/json");
            json.write("[");
            // The first row has no comma before it.
            JSON_ROWS.write(json, count, 1, pace);
            json.write("\n]\n");
            json.end();
        }
    }

    private static void log(HttpRequest request, Matcher run, OutputStream out) throws IOException {
        long lines = Long.parseLong(run.group(2));
        if (request.query().contains("follow=true")) {
            ChunkedBody events = head(out, "200 OK", "text/event-stream");
            long after = request.header("last-event-id").map(Long::parseLong).orElse(0L);
            Matcher slowRuns = SLOW_RUNS.matcher(request.path());
            if (slowRuns.lookingAt()) {
                long between = TimeUnit.SECONDS.toNanos(1) / Long.parseLong(slowRuns.group(3));
                long share = between * Long.parseLong(run.group(3)) / Long.parseLong(slowRuns.group(1));
                out.flush();
                writeSlowly(events, after, lines, between, share, out);
            } else {
                LogLines.writeEvents(events, after, lines);
            }
            LogLines.writeEnd(events);
            events.end();
        } else {
            ChunkedBody text = head(out, "200 OK", "text/plain; charset=utf-8");
            LogLines.writeText(text, lines);
            text.end();
        }
    }

    /** @param share of the time between two lines: each log has another one, because lines that come together cost less */
    private static void writeSlowly(ChunkedBody events, long after, long lines, long between, long share, OutputStream out)
            throws IOException {
        long due = System.nanoTime() / between * between + share;
        for (long line = after + 1; line <= lines; line++) {
            due += between;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            LogLines.writeEvents(events, line - 1, line);
            out.flush();
        }
    }

    private static ChunkedBody head(OutputStream out, String status, String type) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: " + type
                + "\r\nTransfer-Encoding: chunked\r\nX-Request-Id: req_benchmark\r\n"
                + "X-Template-Version: 1\r\nX-RateLimit-Remaining: 1000000\r\nX-RateLimit-Reset: "
                + (Instant.now().getEpochSecond() + 60)
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new ChunkedBody(out);
    }

    /** How long a row of JSON is on average, in bytes. */
    static double rowLength() {
        return JSON_ROWS.rowLength();
    }
}
