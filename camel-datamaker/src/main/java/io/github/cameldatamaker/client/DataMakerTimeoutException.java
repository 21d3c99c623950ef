package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A time limit ran out. {@link #getLimitName()} says which one, by the name of its option.
 */
public class DataMakerTimeoutException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    private final String limitName;
    private final Duration limit;
    private final @Nullable String runId;
    private final boolean neverSent;

    /**
     * @param limitName the option that set the limit, for example {@code responseTimeout}
     * @param limit     its value
     */
    public DataMakerTimeoutException(String message, String limitName, Duration limit, @Nullable Throwable cause) {
        this(message, limitName, limit, Optional.empty(), cause);
    }

    /**
     * @param limitName the option that set the limit
     * @param limit     its value
     * @param runId     the run that was waited for
     */
    public DataMakerTimeoutException(
            String message, String limitName, Duration limit, Optional<String> runId,
            @Nullable Throwable cause) {
        super(message, cause);
        this.limitName = limitName;
        this.limit = limit;
        this.runId = runId.orElse(null);
        this.neverSent = limitName.equals("connectTimeout");
    }

    DataMakerTimeoutException(String message, String limitName, Duration limit, boolean neverSent) {
        super(message);
        this.limitName = limitName;
        this.limit = limit;
        this.runId = null;
        this.neverSent = neverSent;
    }

    /** The run of the wait; empty if the limit was not for a run. */
    public Optional<String> getRunId() {
        return Optional.ofNullable(runId);
    }

    /** The option that set the limit: connectTimeout, responseTimeout, idleTimeout or completionTimeout. */
    public String getLimitName() {
        return limitName;
    }

    /** The limit that ran out. */
    public Duration getLimit() {
        return limit;
    }

    @Override
    public boolean isNeverSent() {
        return neverSent;
    }

    @Override
    public boolean isTemporary() {
        return true;
    }
}
