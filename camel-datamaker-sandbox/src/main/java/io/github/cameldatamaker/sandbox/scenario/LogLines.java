package io.github.cameldatamaker.sandbox.scenario;

import java.util.List;

/** The lines of a run's log: first what the script prints, then numbered lines, which are made when they are read. */
final class LogLines {

    /** How many lines a log has if the script does not say. */
    static final int PRESET = 5;

    private final List<String> printed;
    private final int count;
    private final Steering steering;
    private final boolean endsInError;

    LogLines(List<String> printed, int count, Steering steering, boolean endsInError) {
        this.printed = List.copyOf(printed);
        this.count = count;
        this.steering = steering;
        this.endsInError = endsInError;
    }

    int count() {
        return count;
    }

    /** The line with that index, counted from 0. */
    String get(int index) {
        if (index < printed.size()) {
            return printed.get(index);
        }
        return endsInError && index == count - 1 ? "RuntimeError: the script failed" : numbered(index);
    }

    private String numbered(int index) {
        int number = steering.distinct().isPresent() ? index % steering.distinct().getAsInt() + 1 : index + 1;
        String padding = "";
        String line = line(number, padding);
        if (line.length() < steering.lineLength()) {
            padding = ".".repeat(steering.lineLength() - line.length());
            line = line(number, padding);
        }
        return line;
    }

    private static String line(int number, String padding) {
        return switch (number % 5) {
            case 2 -> "{\"level\":\"" + (number % 10 == 7 ? "warn" : "info") + "\",\"message\":\"step " + number + padding
                    + "\",\"step\":" + number + "}";
            case 4 -> "POST /A_SalesOrder?step=" + number + padding + " -> 201";
            default -> "step " + number + padding;
        };
    }
}
