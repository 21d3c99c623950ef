package io.github.cameldatamaker.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A limit of time ran out. {@link #getLimitName()} says which one, by the name of its option.
 */
public class DataMakerTimeoutException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    private final String limitName;
    private final Duration limit;

    /**
     * @param limitName the option that set the limit, for example {@code responseTimeout}
     * @param limit     its value
     */
    public DataMakerTimeoutException(String message, String limitName, Duration limit, @Nullable Throwable cause) {
        super(message, cause);
        this.limitName = limitName;
        this.limit = limit;
    }

    /** The option that set the limit: connectTimeout, responseTimeout or idleTimeout. */
    public String getLimitName() {
        return limitName;
    }

    /** The limit that ran out. */
    public Duration getLimit() {
        return limit;
    }
}
