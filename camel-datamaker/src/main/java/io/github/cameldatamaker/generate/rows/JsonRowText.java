package io.github.cameldatamaker.generate.rows;

import org.jspecify.annotations.Nullable;

/**
 * A row of JSON.
 *
 * @param bytes   of the row alone
 * @param places  where each value begins and ends
 * @param isPlain whether Jackson writes the row as these bytes
 */
record JsonRowText(RowForm form, byte[] bytes, char[] places, boolean isPlain) implements RowText {

    @Override
    public @Nullable Object value(int place) {
        return new JsonValues(bytes, null).value(places[2 * place], places[2 * place + 1], form.inside(place));
    }

    @Override
    public byte @Nullable [] json() {
        return isPlain ? bytes : null;
    }
}
