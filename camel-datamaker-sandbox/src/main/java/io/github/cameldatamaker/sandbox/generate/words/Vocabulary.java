package io.github.cameldatamaker.sandbox.generate.words;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.datafaker.Faker;

/** Datafaker's words in one locale. They are read once for all sandboxes of the JVM. Thread-safe. */
public final class Vocabulary {

    private static final Map<Locale, Vocabulary> KNOWN = new ConcurrentHashMap<>();

    private final Locale locale;
    private final Faker faker;
    private final Map<String, Optional<Words>> words = new ConcurrentHashMap<>();

    private Vocabulary(Locale locale) {
        this.locale = locale;
        this.faker = new Faker(locale);
    }

    public static Vocabulary of(Locale locale) {
        return KNOWN.computeIfAbsent(locale, Vocabulary::new);
    }

    /** Whether Datafaker has words in that language. For other languages it would use English and say nothing. */
    public static boolean knows(Locale locale) {
        return locale.getLanguage().equals("en")
                || Faker.class.getResource("/" + locale.getLanguage() + ".yml") != null
                || Faker.class.getResource("/" + locale.toLanguageTag() + ".yml") != null;
    }

    /**
     * Datafaker's words under that key, such as {@code name.last_name}.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Words words(String key) {
        return find(key).orElseThrow(
                () -> new IllegalArgumentException("Datafaker has no values under '" + key + "' in " + locale.toLanguageTag()));
    }

    private Optional<Words> find(String key) {
        Optional<Words> known = words.get(key);
        if (known == null) {
            // computeIfAbsent would not do, because the words of one key may refer to those of others.
            known = read(key);
            words.put(key, known);
        }
        return known;
    }

    private Optional<Words> read(String key) {
        Object values = fetch(key);
        List<String> texts = texts(values instanceof List<?> list ? list : Collections.singletonList(values));
        if (texts.isEmpty() || texts.stream().anyMatch(Vocabulary::isRegex)) {
            return Optional.empty();
        }
        String category = key.substring(0, key.indexOf('.'));
        return Optional.of(new WordsParser(locale, category, this::find).parse(texts));
    }

    /** The patterns under that key, such as {@code address.postcode}, if Datafaker has patterns and nothing else there. */
    public Optional<Patterns> patterns(String key) {
        Object values = fetch(key);
        if (values instanceof String text && isRegex(text)) {
            return Optional.of(Patterns.regex(locale, text));
        }
        List<String> texts = values instanceof List<?> list ? texts(list) : List.of();
        boolean refers = texts.stream().anyMatch(text -> text.contains("#{"));
        return texts.isEmpty() || refers ? Optional.empty() : Optional.of(Patterns.of(locale, texts));
    }

    private Object fetch(String key) {
        return faker.fakeValuesService().fetchObject(key, faker.getContext());
    }

    private static List<String> texts(List<?> values) {
        boolean isText = values.stream().allMatch(String.class::isInstance);
        return isText ? values.stream().map(String.class::cast).toList() : List.of();
    }

    // Datafaker writes regular expressions between slashes.
    private static boolean isRegex(String value) {
        return value.length() > 1 && value.startsWith("/") && value.endsWith("/");
    }
}
