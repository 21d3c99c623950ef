package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import io.github.cameldatamaker.sandbox.generate.words.Vocabulary;
import io.github.cameldatamaker.sandbox.generate.words.Words;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language of a field. The option {@code locale} names it ({@code de_DE} or {@code de-DE}; the default is en_US). The option
 * {@code locale_from} names a field of the row that holds the two-letter code of a country.
 */
final class LocaleChoice {

    static final Set<String> OPTIONS = Set.of("locale", "locale_from");
    // Datafaker's English is American. With en_US it also reads the counties of all postcodes: a second, and more than 40 MB of
    // heap.
    static final Locale PRESET = Locale.ENGLISH;

    private static final Pattern THREE_LETTER_COUNTRY = Pattern.compile("([A-Za-z]{2})[-_]([A-Za-z]{3})");
    private static final Map<String, Locale> OF_COUNTRY = new HashMap<>();

    static {
        for (String tag : new String[] { "de-DE", "de-AT", "de-CH", "en-GB", "en-IE", "en-AU", "en-CA", "en-NZ", "en-IN", "fr-FR",
                "nl-NL", "nl-BE",
                "es-ES", "es-MX", "it-IT", "pt-PT", "pt-BR", "pl-PL", "sv-SE", "da-DK", "nb-NO", "fi-FI", "cs-CZ", "sk-SK",
                "hu-HU", "el-GR", "tr-TR",
                "uk-UA", "ja-JP", "ko-KR", "zh-CN", "bg-BG", "hr-HR", "et-EE", "lv-LV" }) {
            Locale locale = Locale.forLanguageTag(tag);
            OF_COUNTRY.put(locale.getCountry(), locale);
        }
    }

    private final Locale fixed;
    private final String from;

    private LocaleChoice(Locale fixed, String from) {
        this.fixed = fixed;
        this.from = from;
    }

    static LocaleChoice of(FieldOptions options) {
        if (options.has("locale_from")) {
            return new LocaleChoice(null, options.text("locale_from"));
        }
        if (!options.has("locale")) {
            return new LocaleChoice(PRESET, null);
        }
        Locale locale = locale(options.text("locale"));
        if (locale.getLanguage().isEmpty() || !Vocabulary.knows(locale)) {
            throw options.wrong("locale", "a language and country that Datafaker knows, such as en_US, de_DE or fr_FR");
        }
        return new LocaleChoice(locale.equals(Locale.US) ? PRESET : locale, null);
    }

    // Three of Datafaker's locales, such as ca-CAT, have a country of three letters. Java would read it as a language.
    private static Locale locale(String name) {
        Matcher parts = THREE_LETTER_COUNTRY.matcher(name);
        return parts.matches() ? new Locale(parts.group(1), parts.group(2)) : Locale.forLanguageTag(name.replace('_', '-'));
    }

    /** The country of the option {@code locale}. Empty if there is no such option, or no country in it. */
    static Optional<String> country(FieldOptions options) {
        return options.has("locale") ? Optional.of(of(options).fixed.getCountry()).filter(country -> !country.isEmpty())
                : Optional.empty();
    }

    /** The locale in that row. */
    Locale in(Row row) {
        if (from == null) {
            return fixed;
        }
        return row.get(from) instanceof String country ? ofCountry(country) : PRESET;
    }

    private static Locale ofCountry(String code) {
        Locale found = OF_COUNTRY.get(code);
        return found != null ? found : OF_COUNTRY.getOrDefault(code.toUpperCase(Locale.ROOT), PRESET);
    }

    /** Makes something once for each locale, and gives each row that of its locale. For one thread. */
    <T> Function<Row, T> each(Function<Locale, T> maker) {
        // Made with the first row: Datafaker takes a second to load its words, which a template that is only saved need not wait
        // for.
        Map<Locale, T> made = new HashMap<>();
        if (from == null) {
            return row -> made.computeIfAbsent(fixed, maker);
        }
        Map<Object, T> madeFor = new HashMap<>();
        return row -> {
            Object country = row.get(from);
            T known = madeFor.get(country);
            if (known == null) {
                known = made.computeIfAbsent(in(row), maker);
                // Only these countries, because the field may hold any number of other texts.
                if (OF_COUNTRY.containsKey(country)) {
                    madeFor.put(country, known);
                }
            }
            return known;
        };
    }

    /** Datafaker's words under that key, such as {@code name.last_name}. */
    Function<Row, Words> words(String key) {
        return each(locale -> Vocabulary.of(locale).words(key));
    }

    /** Values that are one of Datafaker's words under that key. */
    FieldValues pick(String key) {
        Function<Row, Words> words = words(key);
        return row -> words.apply(row).pick(row);
    }
}
