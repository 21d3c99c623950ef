package io.github.cameldatamaker.run;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * How a run is waited for.
 *
 * @param pollInterval      the wait before the first look; it grows to 30 s
 * @param completionTimeout how long to wait on all
 * @param cancelOnTimeout   whether a run that is not waited for any more is cancelled
 * @param maxSize           the most bytes of a run's description
 * @param clock             what time it is
 * @param timer             wakes the wait; no thread waits
 */
public record AwaitOptions(
        Duration pollInterval, Duration completionTimeout, boolean cancelOnTimeout, long maxSize, Clock clock,
        ScheduledExecutorService timer) {

    /** @throws DataMakerException when a duration is not positive; it names the option */
    public AwaitOptions {
        require("pollInterval", pollInterval);
        require("completionTimeout", completionTimeout);
    }

    private static void require(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new DataMakerException(name + " is " + value.toMillis() + " ms; it must be at least 1 ms");
        }
    }
}
