package io.github.cameldatamaker.sandbox.scenario;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What comments such as {@code # sandbox: duration=2s, lines=40, outcome=failed} say about the runs of a script.
 *
 * @param duration   how long a run takes on the sandbox's clock; the default is a cold start, 600 ms
 * @param lines      how many lines its log has, including those that the script prints
 * @param outcome    the last status; the default is done, and timeout stands for failed with the error timeout
 * @param via        the status during the middle third of the duration
 * @param error      the code of the error if the run fails
 * @param distinct   how many different numbered lines there are; by default all differ
 * @param lineLength how many characters a numbered line has, at least
 */
record Steering(Duration duration, OptionalInt lines, String outcome, Optional<String> via, String error, OptionalInt distinct,
        int lineLength) {

    private static final Pattern COMMENT = Pattern.compile("^\\s*#\\s*sandbox:(.*)$", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile("([a-z_]+)\\s*=\\s*([^\\s,]+)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]*");
    private static final Map<String, Duration> UNITS = Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1), "m",
            Duration.ofMinutes(1),
            "h", Duration.ofHours(1));
    private static final Map<String, Integer> MOST = Map.of("lines", 1_000_000, "distinct", 1_000_000, "line_length",
            100_000_000);

    /**
     * Reads all such comments.
     *
     * @throws ApiException validation_error if a setting is unknown or has a wrong value
     */
    static Steering parse(String code) {
        Map<String, String> settings = new HashMap<>();
        Matcher comment = COMMENT.matcher(code);
        while (comment.find()) {
            for (String setting : comment.group(1).strip().split("\\s*,\\s*|\\s+(?=[a-z_]+\\s*=)")) {
                Matcher matcher = SETTING.matcher(setting);
                if (!matcher.matches()) {
                    throw invalid("'" + setting + "' must be of the form key=value");
                }
                settings.put(matcher.group(1), matcher.group(2));
            }
        }
        OptionalInt lines = number(settings, "lines");
        Steering steering = new Steering(duration(settings), lines, word(settings, "outcome").orElse("done"),
                word(settings, "via"),
                word(settings, "error").orElse("script_error"), number(settings, "distinct"),
                number(settings, "line_length").orElse(0));
        if (!settings.isEmpty()) {
            throw invalid("unknown setting '" + settings.keySet().iterator().next()
                    + "'; the settings are duration, lines, outcome, via, error, distinct and line_length");
        }
        return steering;
    }

    private static Duration duration(Map<String, String> settings) {
        String text = settings.remove("duration");
        if (text == null) {
            return Duration.ofMillis(600);
        }
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw invalid("duration must be a number with the unit ms, s, m or h, such as 2s or 1.5m, not '" + text + "'");
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.get(matcher.group(2)).toNanos()));
        if (nanos.compareTo(BigDecimal.valueOf(Duration.ofHours(1000).toNanos())) > 0) {
            throw invalid("duration must be at most 1000h, not '" + text + "'");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static OptionalInt number(Map<String, String> settings, String key) {
        String text = settings.remove(key);
        if (text == null) {
            return OptionalInt.empty();
        }
        int least = key.equals("distinct") ? 1 : 0;
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > MOST.get(key)) {
            throw invalid(key + " must be between " + least + " and " + MOST.get(key) + ", not '" + text + "'");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static Optional<String> word(Map<String, String> settings, String key) {
        String text = settings.remove(key);
        if (text != null && !WORD.matcher(text).matches()) {
            throw invalid(key + " must be a word of lowercase letters, not '" + text + "'");
        }
        return Optional.ofNullable(text);
    }

    private static ApiException invalid(String why) {
        return ApiException.invalidField("code", "in its comment '# sandbox:' " + why);
    }
}
