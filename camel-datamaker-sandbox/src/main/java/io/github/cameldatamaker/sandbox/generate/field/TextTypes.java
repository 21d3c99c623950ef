package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.localized;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.words;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import io.github.cameldatamaker.sandbox.generate.words.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Words and strings. */
final class TextTypes {

    private static final String WORDS = "lorem.words";
    private static final int WORDS_OF_A_SENTENCE = 8;
    private static final int SENTENCES_OF_A_PARAGRAPH = 4;

    private TextTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                words("word", WORDS),
                localized("sentence", locale -> {
                    Function<Row, Words> words = locale.words(WORDS);
                    return row -> sentence(row, words.apply(row));
                }),
                localized("paragraph", locale -> {
                    Function<Row, Words> words = locale.words(WORDS);
                    return row -> paragraph(row, words.apply(row));
                }),
                of("string", Set.of("pattern", "length"), TextTypes::string));
    }

    private static String sentence(Row row, Words words) {
        int count = WORDS_OF_A_SENTENCE / 2 + row.random().nextInt(WORDS_OF_A_SENTENCE);
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String word = words.pick(row);
            sentence.append(i == 0 ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : " " + word);
        }
        return sentence.append('.').toString();
    }

    private static String paragraph(Row row, Words words) {
        StringBuilder paragraph = new StringBuilder(sentence(row, words));
        for (int i = 1; i < SENTENCES_OF_A_PARAGRAPH; i++) {
            paragraph.append(' ').append(sentence(row, words));
        }
        return paragraph.toString();
    }

    // In a pattern, # is a digit and ? is a capital letter. Anything else stays as it is.
    private static FieldValues string(FieldOptions options) {
        String pattern = options.has("pattern") ? options.text("pattern") : "?".repeat(options.integer("length", 10, 1, 10_000));
        return row -> {
            char[] text = pattern.toCharArray();
            for (int i = 0; i < text.length; i++) {
                if (text[i] == '#') {
                    text[i] = (char) ('0' + row.random().nextInt(10));
                } else if (text[i] == '?') {
                    text[i] = (char) ('A' + row.random().nextInt(26));
                }
            }
            return new String(text);
        };
    }
}
