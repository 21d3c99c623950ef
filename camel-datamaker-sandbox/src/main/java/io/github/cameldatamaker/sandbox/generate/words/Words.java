package io.github.cameldatamaker.sandbox.generate.words;

import io.github.cameldatamaker.sandbox.generate.row.Row;
import java.util.List;

/** The values that Datafaker has under one key in one locale. Immutable; all generations share it. */
public final class Words {

    /** A piece of a value: a literal, a digit, or words of another key. */
    @FunctionalInterface
    interface Part {
        void appendTo(StringBuilder text, Row row);
    }

    /** A value: its text if all rows have the same, else its parts. */
    record Value(String text, Part[] parts) {
    }

    // Most values are texts. They stand in an array of their own, because a row reads them at random places in memory.
    private final String[] texts;
    private final Part[][] parts;

    Words(List<Value> values) {
        this.texts = values.stream().map(Value::text).toArray(String[]::new);
        this.parts = values.stream().map(Value::parts).toArray(Part[][]::new);
    }

    /** Draws one of them. */
    public String pick(Row row) {
        int drawn = row.random().nextInt(texts.length);
        if (texts[drawn] != null) {
            return texts[drawn];
        }
        StringBuilder text = new StringBuilder(32);
        append(parts[drawn], text, row);
        return text.toString();
    }

    /** Draws one of them, as a part of another value. */
    void appendTo(StringBuilder text, Row row) {
        int drawn = row.random().nextInt(texts.length);
        if (texts[drawn] != null) {
            text.append(texts[drawn]);
        } else {
            append(parts[drawn], text, row);
        }
    }

    private static void append(Part[] parts, StringBuilder text, Row row) {
        for (Part part : parts) {
            part.appendTo(text, row);
        }
    }
}
