package io.github.cameldatamaker.examples;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A line of the table at the end. */
record Arrival(String what, String where, long rows, Duration took) {

    /** All lines below a header, as wide as they need. */
    static String table(List<Arrival> arrivals) {
        int width = arrivals.stream().mapToInt(arrival -> arrival.where().length()).max().orElse(0);
        String line = "%-9s  %-" + width + "s  %9s  %7s  %8s%n";
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, line, "what", "where", "rows", "seconds", "rows/s"));
        for (Arrival arrival : arrivals) {
            double seconds = Math.max(arrival.took().toMillis(), 1) / 1000.0;
            table.append(String.format(Locale.ROOT, line, arrival.what(), arrival.where(), grouped(arrival.rows()),
                    String.format(Locale.ROOT, "%.1f", seconds), grouped(Math.round(arrival.rows() / seconds))));
        }
        return table.toString();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
