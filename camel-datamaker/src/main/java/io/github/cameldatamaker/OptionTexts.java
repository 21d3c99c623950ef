package io.github.cameldatamaker;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.EndpointHelper;

/**
 * The texts of options in URIs and in properties, before Camel binds them: where it would take a text for something else, or
 * say too little of what is wrong.
 */
final class OptionTexts {

    // All other options of the type long are durations.
    private static final Set<String> COUNTS = Set.of("chunksize", "maxinmemorysize", "repeatcount");

    private final PropertyConfigurerGetter options;
    private final TypeConverter converter;

    /** @param options knows the type of each option */
    OptionTexts(PropertyConfigurerGetter options, TypeConverter converter) {
        this.options = options;
        this.converter = converter;
    }

    /** @throws DataMakerException that names option, value and what it can be */
    void check(Map<String, Object> parameters) {
        parameters.forEach(this::check);
    }

    /** @throws DataMakerException that names option, value and what it can be */
    void check(String option, Object value) {
        Class<?> type = options.getOptionType(option, true);
        if (type != null && value instanceof String text && !EndpointHelper.isReferenceParameter(text)) {
            check(option, type, text.trim());
        }
    }

    private void check(String option, Class<?> type, String text) {
        // Camel's error names the enum's class and not what it has.
        if (type.isEnum() && converter.tryConvertTo(type, text) == null) {
            throw new DataMakerException(option + "=" + text + " is not " + NearestName.oneOf(type, text));
        }
        // Camel reads texts for numbers as durations: 5s would be 5,000 rows, and abc 0.
        if (isWholeNumber(option, type) && !text.matches("-?\\d+")) {
            throw new DataMakerException(option + "=" + text + " is no whole number: write digits only");
        }
        if (type == long.class && text.chars().noneMatch(Character::isDigit)) {
            throw new DataMakerException(option + "=" + text + " is no duration, for example " + option + "=5s");
        }
    }

    private static boolean isWholeNumber(String option, Class<?> type) {
        return type == int.class || type == Integer.class || type == Long.class || COUNTS.contains(option.toLowerCase(Locale.ROOT));
    }
}
