package io.github.cameldatamaker.sandbox.generate.words;

import io.github.cameldatamaker.sandbox.generate.row.Row;
import java.util.List;

/** The values that Datafaker has under one key in one locale. Immutable; all generations share it. */
public final class Words {

    /** A piece of a value: a literal, a digit, or words of another key. */
    @FunctionalInterface
    interface Part {
        String in(Row row);
    }

    private final List<List<Part>> values;

    Words(List<List<Part>> values) {
        this.values = values;
    }

    /** Draws one of them. */
    public String pick(Row row) {
        List<Part> parts = values.get(row.random().nextInt(values.size()));
        if (parts.size() == 1) {
            return parts.get(0).in(row);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.in(row));
        }
        return text.toString();
    }
}
