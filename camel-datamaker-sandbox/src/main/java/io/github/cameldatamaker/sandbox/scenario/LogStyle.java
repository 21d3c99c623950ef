package io.github.cameldatamaker.sandbox.scenario;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the server-sent events of followed logs look like. The contract leaves it open, so a client has to cope with others than ours:
 *
 * <pre>{@code sandbox.scenarios().setLogStyle(LogStyle.OURS.withoutIds().withRetry(Duration.ofMillis(50)));}</pre>
 *
 * @param hasIds   whether events have an {@code id}
 * @param hasNames whether events have a name; without, the last one cannot be told from a line, and is left out
 * @param hasEnd   whether the last event, {@code end}, says how the run ended
 * @param resumes  whether {@code Last-Event-ID} is looked at; otherwise every stream starts with the first line
 * @param retry    the {@code retry} that a stream begins with
 */
public record LogStyle(boolean hasIds, boolean hasNames, boolean hasEnd, boolean resumes, Optional<Duration> retry) {

    /** Ids, names, an end, resumed after Last-Event-ID, no retry. */
    public static final LogStyle OURS = new LogStyle(true, true, true, true, Optional.empty());

    public LogStyle withoutIds() {
        return new LogStyle(false, hasNames, hasEnd, resumes, retry);
    }

    public LogStyle withoutNames() {
        return new LogStyle(hasIds, false, false, resumes, retry);
    }

    public LogStyle withoutEnd() {
        return new LogStyle(hasIds, hasNames, false, resumes, retry);
    }

    /** A service that sends all of the log again, whatever the client has. */
    public LogStyle withoutResume() {
        return new LogStyle(hasIds, hasNames, hasEnd, false, retry);
    }

    public LogStyle withRetry(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("retry must not be negative, but is " + wait);
        }
        return new LogStyle(hasIds, hasNames, hasEnd, resumes, Optional.of(Objects.requireNonNull(wait, "wait")));
    }
}
