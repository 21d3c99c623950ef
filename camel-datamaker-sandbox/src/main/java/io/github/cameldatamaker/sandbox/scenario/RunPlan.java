package io.github.cameldatamaker.sandbox.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run does if nobody interferes. Its lines come evenly, the last one at the end.
 *
 * @param via     the status during the middle third of the duration
 * @param outcome the status at the end
 */
record RunPlan(Duration duration, Optional<String> via, String outcome, Optional<RunError> error, LogLines lines) {

    static final String RUNNING = "running";

    /** How many lines are logged after that time. */
    int loggedAfter(Duration elapsed) {
        if (elapsed.isNegative()) {
            return 0;
        }
        if (elapsed.compareTo(duration) >= 0) {
            return lines.count();
        }
        int logged = 0;
        int most = lines.count();
        while (logged < most) {
            int middle = (logged + most) >>> 1;
            if (timeOf(middle).compareTo(elapsed) <= 0) {
                logged = middle + 1;
            } else {
                most = middle;
            }
        }
        return logged;
    }

    /** How long after the start the line with that index is logged. */
    Duration timeOf(int index) {
        long nanos = duration.toNanos();
        long count = lines.count();
        // In two parts, because the product of both may overflow.
        return Duration.ofNanos(nanos / count * (index + 1) + nanos % count * (index + 1) / count);
    }

    /** The status after that time. */
    String statusAfter(Duration elapsed) {
        if (elapsed.compareTo(duration) >= 0) {
            return outcome;
        }
        boolean middle = elapsed.compareTo(duration.dividedBy(3)) >= 0
                && elapsed.compareTo(duration.multipliedBy(2).dividedBy(3)) < 0;
        return middle ? via.orElse(RUNNING) : RUNNING;
    }
}
