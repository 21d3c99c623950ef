package io.github.cameldatamaker.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of a scenario, as the service describes it (contract: "Run detail").
 *
 * @param fields the service's own fields
 */
public record Run(Map<String, Object> fields) {

    /** The names that services of this contract use for the id. */
    private static final List<String> IDS = List.of("id", "run_id", "runId", "jobId");
    private static final List<String> STARTS = List.of("started_at", "startedAt", "created_at", "createdAt");

    /** The id; empty if the service gave none. */
    public Optional<String> id() {
        return IDS.stream().map(fields::get).filter(Objects::nonNull).map(Object::toString).filter(id -> !id.isBlank())
                .findFirst();
    }

    /** The status as the service names it; empty if it gave none. */
    public String status() {
        return Objects.toString(fields.get("status"), "");
    }

    /** Whether the run is over. An unknown status is not the end. */
    public boolean isFinished() {
        return meaning().isEnd();
    }

    /** Whether it ended without success. A cancelled run has no success. */
    public boolean isFailed() {
        return meaning().isFailure();
    }

    /** Whether the status is a known word. */
    boolean hasKnownStatus() {
        return meaning() != StatusMeaning.UNKNOWN;
    }

    private StatusMeaning meaning() {
        return StatusMeaning.of(status());
    }

    /** When it started; empty if the service does not say, or if it has not started yet. */
    public Optional<Instant> startedAt() {
        return STARTS.stream().map(fields::get).map(ServiceTime::of).flatMap(Optional::stream).findFirst();
    }

    /** Why it failed; empty if the service does not say. */
    public String error() {
        return Objects.toString(fields.get("error"), "");
    }
}
