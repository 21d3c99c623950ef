package io.github.cameldatamaker.benchmarks.harness;

import java.util.Locale;

/** What a figure counts. */
public enum Unit {

    /** Times as long. */
    TIME_RATIO("%.2f"),
    /** Times as many bytes. */
    ALLOCATION_RATIO("%.2f"),
    /** A part of a time. */
    SHARE("%.0f %%") {
        @Override
        public String text(double value) {
            return super.text(100 * value);
        }
    },
    MILLISECONDS("%.0f ms"),
    MEGABYTES("%.0f MB");

    private final String format;

    Unit(String format) {
        this.format = format;
    }

    public boolean isRatio() {
        return this == TIME_RATIO || this == ALLOCATION_RATIO;
    }

    public String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
