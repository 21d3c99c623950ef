package io.github.cameldatamaker.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV as their own text, without the header line. A row ends at a line break that is not inside quotes.
 */
final class CsvTextReader implements RowReader {

    private final InputStream in;
    private final RowWindow window;
    private boolean headerRead;
    private @Nullable String header;

    CsvTextReader(RowWindow window) {
        this.window = window;
        this.in = new java.io.BufferedInputStream(window);
    }

    @Override
    public @Nullable Object read() throws IOException {
        if (!headerRead) {
            headerRead = true;
            header = record();
            if (header == null) {
                return null;
            }
        }
        return record();
    }

    @Override
    public Optional<String> header() {
        return Optional.ofNullable(header);
    }

    private @Nullable String record() throws IOException {
        ByteArrayOutputStream record = new ByteArrayOutputStream(256);
        boolean quoted = false;
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && (quoted || b != '\n')) {
            quoted ^= b == '"';
            record.write(b);
            b = in.read();
        }
        window.rowEnds();
        String text = record.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
