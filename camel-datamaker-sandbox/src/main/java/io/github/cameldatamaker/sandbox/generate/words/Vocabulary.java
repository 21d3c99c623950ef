package io.github.cameldatamaker.sandbox.generate.words;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.datafaker.Faker;

/** What Datafaker knows in one locale. Read once a JVM; thread-safe. */
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

    /** Whether Datafaker has words of that language; for others it would silently speak English. */
    public static boolean knows(Locale locale) {
        return locale.getLanguage().equals("en")
                || Faker.class.getResource("/" + locale.getLanguage() + ".yml") != null
                || Faker.class.getResource("/" + locale.toLanguageTag() + ".yml") != null;
    }

    public Locale locale() {
        return locale;
    }

    /**
     * The words under that key of Datafaker's, such as {@code name.last_name}.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Words words(String key) {
        Words found = find(key);
        if (found == null) {
            throw new IllegalArgumentException("Datafaker has no values under '" + key + "' in " + locale.toLanguageTag());
        }
        return found;
    }

    // Not computeIfAbsent: the words of one key may refer to those of others.
    Words find(String key) {
        Optional<Words> known = words.get(key);
        if (known == null) {
            known = Optional.ofNullable(read(key));
            words.put(key, known);
        }
        return known.orElse(null);
    }

    private Words read(String key) {
        Object values = faker.fakeValuesService().fetchObject(key, faker.getContext());
        Words.Parser parser = new Words.Parser(this, key.substring(0, key.indexOf('.')));
        if (values instanceof String value && !isPattern(value)) {
            return parser.parse(List.of(value));
        }
        if (values instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(v -> v instanceof String s && !isPattern(s))) {
            return parser.parse(list.stream().map(String.class::cast).toList());
        }
        return null;
    }

    // A regular expression between slashes.
    private static boolean isPattern(String value) {
        return value.length() > 1 && value.startsWith("/") && value.endsWith("/");
    }
}
