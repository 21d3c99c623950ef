package io.github.cameldatamaker.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Body;
import org.apache.camel.Header;

/** Shows a run in the terminal: that it has started, its log, and how it ended. */
public final class RunReport {

    private final PrintStream out;
    private final CountDownLatch end = new CountDownLatch(1);
    private long startedAt;
    private long lines;

    RunReport(PrintStream out) {
        this.out = out;
    }

    /** The service has accepted it. */
    public synchronized void started(@Header("CamelDataMakerRun") String run) {
        startedAt = System.nanoTime();
        out.println("Run " + run + " has started");
    }

    /** A line of its log; a structured record has a level, and fields. */
    public synchronized void line(@Body String line, @Header("CamelDataMakerLevel") String level,
            @Header("CamelDataMakerFields") Map<String, Object> fields) {
        lines++;
        String shown = fields != null && fields.get("message") instanceof String message ? level + ": " + message : line;
        // A script must not steer the terminal.
        out.println("  | " + shown.replaceAll("[\\p{Cc}&&[^\t]]", "?"));
    }

    /** All of its log was shown. */
    public synchronized void ended(@Body Map<String, Object> run, @Header("CamelDataMakerRun") String id,
            @Header("CamelDataMakerRunStatus") String status) {
        double seconds = run.get("duration_ms") instanceof Number millis ? millis.doubleValue() / 1_000
                : Duration.ofNanos(System.nanoTime() - startedAt).toMillis() / 1_000.0;
        Object why = run.get("error") instanceof Map<?, ?> error ? error.get("message") : run.get("error");
        out.printf(Locale.ROOT, "Run %s: %s%s after %.1f s, %,d lines logged%n", id, status, why == null ? "" : " (" + why + ")",
                seconds, lines);
        end.countDown();
    }

    /** Waits for the end of the log, which may be read a little later than the run has finished. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        if (!end.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "The run has finished, but its log could not be read to its end within " + atMost.toSeconds() + " s");
        }
    }
}
