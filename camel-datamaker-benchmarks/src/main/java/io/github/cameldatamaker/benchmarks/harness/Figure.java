package io.github.cameldatamaker.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * A result: less is better, but for a share, which only tells where the time goes.
 *
 * @param what    was measured
 * @param against what it is compared with
 * @param goal    the most it should be; null where none is set
 */
public record Figure(String what, String against, Unit unit, Spread value, @Nullable Double goal) {

    /** A ratio of times. */
    public static Figure time(String what, String against, Spread value) {
        return new Figure(what, against, Unit.TIME_RATIO, value, null);
    }

    /** A ratio of bytes allocated. */
    public static Figure allocation(String what, String against, Spread value) {
        return new Figure(what, against, Unit.ALLOCATION_RATIO, value, null);
    }

    /** A part of a time, as what takes the whole. */
    public static Figure share(String what, String of, Spread value) {
        return new Figure(what, of, Unit.SHARE, value, null);
    }

    public Figure atMost(double most) {
        return new Figure(what, against, unit, value, most);
    }

    public boolean hasGoal() {
        return goal != null;
    }

    public boolean isReached() {
        return goal == null || value.median() <= goal;
    }
}
