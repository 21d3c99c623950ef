package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/**
 * Numbers between {@code min} and {@code max}, both included, in steps of 10^-scale. The default is uniform. The option
 * {@code distribution} may be gaussian, with {@code mean} and {@code stddev}, or pareto, with {@code alpha}, which starts at
 * {@code min}. A drawn number beyond a limit becomes the limit.
 */
final class Range {

    static final Set<String> OPTIONS = Set.of("min", "max", "distribution", "sampling", "mean", "stddev", "alpha");

    /** Draws a number, in steps. */
    private interface Sampling {
        double sample(RowRandom random);
    }

    private final long least;
    private final long most;
    private final Sampling sampling;

    private Range(long least, long most, Sampling sampling) {
        this.least = least;
        this.most = most;
        this.sampling = sampling;
    }

    static Range of(FieldOptions options, int scale, long presetMin, long presetMax) {
        BigDecimal min = options.decimal("min", BigDecimal.valueOf(presetMin));
        BigDecimal max = options.decimal("max", options.has("min") && min.compareTo(BigDecimal.valueOf(presetMax)) > 0
                ? min.add(BigDecimal.valueOf(presetMax - presetMin)) : BigDecimal.valueOf(presetMax));
        if (min.compareTo(max) > 0) {
            throw options.invalid("min " + min + " is above max " + max);
        }
        long least = steps(options, "min", min, scale, RoundingMode.CEILING);
        long most = steps(options, "max", max, scale, RoundingMode.FLOOR);
        if (least > most) {
            throw options.invalid("there is no number with " + scale + " decimals between min " + min + " and max " + max);
        }
        return new Range(least, most, sampling(options, scale, min, max));
    }

    private static long steps(FieldOptions options, String option, BigDecimal value, int scale, RoundingMode rounding) {
        try {
            long steps = value.movePointRight(scale).setScale(0, rounding).longValueExact();
            if (steps == Long.MAX_VALUE) {
                throw options.wrong(option, "below " + Long.MAX_VALUE);
            }
            return steps;
        } catch (ArithmeticException e) {
            throw options.wrong(option, "a number with at most 18 digits, including its " + scale + " decimals");
        }
    }

    private static Sampling sampling(FieldOptions options, int scale, BigDecimal min, BigDecimal max) {
        String preset = options.has("mean") || options.has("stddev") ? "gaussian" : options.text("sampling", "uniform");
        double step = StrictMath.pow(10, scale);
        switch (options.text("distribution", preset)) {
            case "uniform":
                return null;
            case "gaussian":
                double mean = options.real("mean", (min.doubleValue() + max.doubleValue()) / 2) * step;
                double stddev = options.real("stddev", (max.doubleValue() - min.doubleValue()) / 6) * step;
                return random -> mean + stddev * random.nextGaussian();
            case "pareto":
                double alpha = options.real("alpha", 1.16);
                if (alpha <= 0) {
                    throw options.wrong("alpha", "above 0");
                }
                if (min.signum() <= 0) {
                    throw options.invalid("distribution pareto needs a min above 0, not " + min);
                }
                double scaleOfPareto = min.doubleValue() * step;
                return random -> scaleOfPareto / StrictMath.pow(1 - random.nextDouble(), 1 / alpha);
            default:
                throw options.wrong(options.has("distribution") ? "distribution" : "sampling", "uniform, gaussian or pareto");
        }
    }

    /** Draws a number, in steps. It lies between the limits. */
    long draw(RowRandom random) {
        if (sampling == null) {
            return random.nextLong(least, most + 1);
        }
        return Math.min(most, Math.max(least, Math.round(sampling.sample(random))));
    }
}
