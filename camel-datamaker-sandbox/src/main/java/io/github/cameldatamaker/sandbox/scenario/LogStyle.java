package io.github.cameldatamaker.sandbox.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the server-sent events of followed logs look like. The contract leaves it open, so a client has to understand other
 * styles, too:
 *
 * <pre>{@code sandbox.scenarios().setLogStyle(LogStyle.OURS.withoutIds().withRetry(Duration.ofMillis(50)));}</pre>
 *
 * @param hasIds   whether events have an {@code id}
 * @param hasNames whether events have a name; without names there is no last event either, because it would look like a line
 * @param hasEnd   whether there is a last event, {@code end}, with the status of the run
 * @param resumes  whether a stream resumes after {@code Last-Event-ID}; otherwise it starts with the first line
 * @param retry    the {@code retry} at the start of a stream
 */
public record LogStyle(boolean hasIds, boolean hasNames, boolean hasEnd, boolean resumes, Optional<Duration> retry) {

    /** The style of the sandbox: ids, names, an end, resuming, and no retry. */
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

    /** Each stream has the whole log, even if the client has a part of it. */
    public LogStyle withoutResume() {
        return new LogStyle(hasIds, hasNames, hasEnd, false, retry);
    }

    public LogStyle withRetry(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("retry must not be negative, but is " + wait);
        }
        return new LogStyle(hasIds, hasNames, hasEnd, resumes, Optional.of(Objects.requireNonNull(wait, "wait")));
    }

    /** As control calls and states give it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ids", hasIds);
        json.put("names", hasNames);
        json.put("end", hasEnd);
        json.put("resumes", resumes);
        json.put("retry", retry.map(Duration::toString).orElse(null));
        return json;
    }
}
