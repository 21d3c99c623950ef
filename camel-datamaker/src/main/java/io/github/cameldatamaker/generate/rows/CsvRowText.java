package io.github.cameldatamaker.generate.rows;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A row of csv.
 *
 * @param bytes  of the row alone, in UTF-8
 * @param places where each value begins and ends, without its quotes
 */
record CsvRowText(byte[] bytes, char[] places) implements RowText {

    @Override
    public String value(int place) {
        int from = places[2 * place];
        return new String(bytes, from, places[2 * place + 1] - from, StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] json() {
        return null;
    }
}
