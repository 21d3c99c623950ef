package io.github.cameldatamaker.option;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.EndpointHelper;

/**
 * Checks the texts of options in URIs and properties before Camel binds them, if Camel would misread a text or give a poor error.
 */
public final class OptionTexts {

    // All other options of the type long are durations.
    private static final Set<String> COUNTS = Set.of("chunksize", "maxinmemorysize", "repeatcount");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");
    // Camel reads unknown texts as 0: 1e3, 5S and PT5S.
    private static final Pattern DURATION = Pattern.compile(
            "(?=[0-9])([0-9]{1,10}d)?([0-9]{1,10}h)?([0-9]{1,10}m(?!s))?([0-9]{1,10}s)?([0-9]{1,10}ms)?");

    private final PropertyConfigurerGetter options;
    private final TypeConverter converter;

    /** @param options knows the type of each option */
    public OptionTexts(PropertyConfigurerGetter options, TypeConverter converter) {
        this.options = options;
        this.converter = converter;
    }

    /** @throws DataMakerException that names the option, its value and the allowed values */
    public void check(Map<String, Object> parameters) {
        parameters.forEach(this::check);
    }

    /** @throws DataMakerException that names the option, its value and the allowed values */
    public void check(String option, Object value) {
        Class<?> type = options.getOptionType(unnested(option), true);
        if (type != null && value instanceof String text && !EndpointHelper.isReferenceParameter(text)) {
            check(option, type, text.trim());
        }
    }

    // An endpoint binds configuration.count too, and max-in-memory-size.
    static String unnested(String option) {
        return option.replace("-", "").replaceFirst("(?i)^(?:consumer)?configuration\\.", "");
    }

    private void check(String option, Class<?> type, String text) {
        // Camel's error names the enum's class but not its constants.
        if (type.isEnum() && converter.tryConvertTo(type, text) == null) {
            throw new DataMakerException(option + "=" + text + " is not " + NearestName.oneOf(type, text));
        }
        if (type == boolean.class && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new DataMakerException(option + "=" + text + " is neither true nor false");
        }
        if (isWholeNumber(option, type)) {
            checkWholeNumber(option, type, text);
        } else if (type == long.class) {
            checkDuration(option, text);
        }
    }

    // Camel reads texts for numbers as durations: 5s would be 5,000 rows, and abc 0. It also cuts numbers that are too large for
    // an int.
    private static void checkWholeNumber(String option, Class<?> type, String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new DataMakerException(option + "=" + text + " is not a whole number. Write only digits");
        }
        long largest = type == int.class || type == Integer.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
        checkSize(option, text, largest);
    }

    private static void checkDuration(String option, String text) {
        if (WHOLE_NUMBER.matcher(text).matches()) {
            checkSize(option, text, Long.MAX_VALUE);
        } else if (!DURATION.matcher(text).matches()) {
            throw new DataMakerException(
                    option + "=" + text + " is not a duration, such as " + option
                            + "=5s or 1h30m. A number alone is milliseconds");
        }
    }

    private static void checkSize(String option, String text, long largest) {
        if (new BigInteger(text).abs().compareTo(BigInteger.valueOf(largest)) > 0) {
            throw new DataMakerException(option + "=" + text + " is too large; it must be at most " + largest);
        }
    }

    private static boolean isWholeNumber(String option, Class<?> type) {
        return type == int.class || type == Integer.class || type == Long.class
                || COUNTS.contains(unnested(option).toLowerCase(Locale.ROOT));
    }
}
