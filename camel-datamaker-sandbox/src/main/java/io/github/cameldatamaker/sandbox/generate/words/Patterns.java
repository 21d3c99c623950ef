package io.github.cameldatamaker.sandbox.generate.words;

import io.github.cameldatamaker.sandbox.generate.row.Row;
import java.util.List;
import java.util.Locale;
import net.datafaker.Faker;

/** The patterns that Datafaker has under one key in one locale: {@code ## ###}, or a regular expression. Immutable. */
public final class Patterns {

    private final Locale locale;
    private final List<String> patterns;
    private final boolean regex;

    private Patterns(Locale locale, List<String> patterns, boolean regex) {
        this.locale = locale;
        this.patterns = patterns;
        this.regex = regex;
    }

    static Patterns of(Locale locale, List<String> patterns) {
        return new Patterns(locale, patterns, false);
    }

    static Patterns regex(Locale locale, String betweenSlashes) {
        return new Patterns(locale, List.of(betweenSlashes.substring(1, betweenSlashes.length() - 1)), true);
    }

    /** Draws one of them. Datafaker fills it in. */
    public String pick(Row row) {
        // Datafaker draws nothing where there is only one pattern, and the rows of a seed depend on that.
        String pattern = patterns.get(patterns.size() == 1 ? 0 : row.random().nextInt(patterns.size()));
        Faker faker = row.faker(locale);
        return faker.bothify(regex ? faker.regexify(pattern) : pattern);
    }
}
