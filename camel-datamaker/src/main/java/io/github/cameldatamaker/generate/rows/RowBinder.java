package io.github.cameldatamaker.generate.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row from its own text, as {@code rowType} says.
 */
public final class RowBinder {

    private final RowOptions options;
    private final @Nullable ObjectReader json;
    private boolean isFirst = true;

    public RowBinder(RowOptions options) {
        this.options = options;
        this.json = options.binder();
    }

    /** @param header the header line, if the format has one */
    @Nullable
    public Object bind(String header, String text) throws IOException {
        if (options.shape().isText()) {
            return text;
        }
        if (options.isJson()) {
            if (isFirst && options.shape().isObject()) {
                JsonRowBinder.requireDistinctFields(text);
            }
            isFirst = false;
            return JsonRowBinder.bind(text, json);
        }
        byte[] document = (header + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8);
        RowWindow window = new RowWindow(new ByteArrayInputStream(document), options.maxInMemorySize(), false);
        return new CsvRowReader(window, new RowBytes(window, document.length + 1), options.shape(), 1).read();
    }
}
