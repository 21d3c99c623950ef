package io.github.cameldatamaker.client;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The trace context of the caller for the service, as the W3C defines it.
 *
 * @param parent the value of {@code traceparent}
 * @param state  the value of {@code tracestate}, if any
 */
public record TraceContext(String parent, Optional<String> state) {

    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    // A longer value need not be passed on.
    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");

    /** Empty if the values are not valid: they come from messages, and a wrong one must not reach the service. */
    public static Optional<TraceContext> of(@Nullable String traceparent, @Nullable String tracestate) {
        if (traceparent == null || !PARENT.matcher(traceparent).matches()) {
            return Optional.empty();
        }
        return Optional.of(new TraceContext(
                traceparent, Optional.ofNullable(tracestate).filter(state -> STATE.matcher(state).matches())));
    }
}
