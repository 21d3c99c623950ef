package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.http.ClientConnection;
import io.github.cameldatamaker.sandbox.http.ConnectionGone;
import io.github.cameldatamaker.sandbox.scenario.LogStyle;
import io.github.cameldatamaker.sandbox.scenario.Run;
import io.github.cameldatamaker.sandbox.scenario.Timeline;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Writes a run's log as server-sent events until the run ends. It blocks while the client reads slowly. */
final class LogFollower {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Run run;
    private final LogStyle style;
    private final Clock clock;
    private final Timeline timeline;
    private final ClientConnection connection;
    private int sent;
    private Instant heartbeat;
    private OutputStream out;

    /** @param sent how many lines the client already has */
    LogFollower(Run run, LogStyle style, int sent, Clock clock, Timeline timeline, ClientConnection connection) {
        this.run = run;
        this.style = style;
        this.sent = sent;
        this.clock = clock;
        this.timeline = timeline;
        this.connection = connection;
        // Set before the first byte goes out, because a test may move the clock as soon as it sees the response.
        this.heartbeat = clock.instant().plus(HEARTBEAT);
    }

    void follow(OutputStream response) throws IOException {
        out = new BufferedOutputStream(response);
        if (style.retry().isPresent()) {
            write("retry: " + style.retry().get().toMillis() + "\n\n");
        }
        while (true) {
            Run.State state = run.state(clock.instant());
            while (sent < state.logged() && !run.hasVanished()) {
                write(event(sent++));
            }
            if (state.isFinished() && !run.hasVanished()) {
                if (style.hasEnd()) {
                    write("event: end\ndata: " + state.status() + "\n\n");
                }
                out.flush();
                return;
            }
            beat();
            out.flush();
            await();
        }
    }

    private String event(int line) {
        return (style.hasIds() ? "id: " + (line + 1) + "\n" : "") + (style.hasNames() ? "event: log\n" : "") + "data: "
                + run.line(line) + "\n\n";
    }

    private void beat() throws IOException {
        if (!clock.instant().isBefore(heartbeat)) {
            write(": heartbeat\n\n");
            heartbeat = clock.instant().plus(HEARTBEAT);
        }
    }

    private void await() {
        try {
            timeline.when(this::check).join();
        } catch (CompletionException | CancellationException e) {
            throw connection.cut();
        }
    }

    private Optional<Instant> check(Instant now) {
        if (run.hasVanished() || connection.isGone()) {
            throw new ConnectionGone();
        }
        Run.State state = run.state(now);
        if (state.isFinished() || state.logged() > sent || !now.isBefore(heartbeat)) {
            return Optional.empty();
        }
        return Optional.of(state.nextLine().filter(heartbeat::isAfter).orElse(heartbeat));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
