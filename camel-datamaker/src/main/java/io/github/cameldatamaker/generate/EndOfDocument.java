package io.github.cameldatamaker.generate;

import java.util.Optional;

import io.github.cameldatamaker.client.TextCharset;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document is whole when its bytes end, as far as its format shows that without parsing: JSON by its brackets, a
 * workbook by its central directory. For CSV and SQL only the transport shows it.
 */
final class EndOfDocument {

    /** The end record of a ZIP file: 22 bytes, and a comment of up to 65,535 bytes. */
    private static final int ZIP_END = 22;
    private static final int MAX_TAIL = ZIP_END + 0xffff;

    private final GenerateFormat format;
    private final byte[] tail;
    private final @Nullable EndOfJson json;
    private long length;

    /** @param contentType declares the charset of a text; a text of an unknown charset shows nothing */
    EndOfDocument(GenerateFormat format, Optional<String> contentType) {
        this.format = format;
        this.json = format == GenerateFormat.json ? TextCharset.known(contentType).map(EndOfJson::new).orElse(null) : null;
        this.tail = new byte[format == GenerateFormat.xlsx ? MAX_TAIL : 0];
    }

    /** The next bytes of the document. */
    void note(byte[] buffer, int offset, int count) {
        if (format == GenerateFormat.xlsx) {
            for (int i = Math.max(0, count - MAX_TAIL); i < count; i++) {
                tail[(int) ((length + i) % MAX_TAIL)] = buffer[offset + i];
            }
        } else if (json != null) {
            json.note(buffer, offset, count);
        }
        length += count;
    }

    /** The number of noted bytes. */
    long length() {
        return length;
    }

    /** Whether nothing is missing after them. */
    boolean isWhole() {
        return switch (format) {
            case json -> length > 0 && (json == null || !json.isCut());
            case xlsx -> endsWithDirectory();
            case csv, sql -> true;
        };
    }

    /** Whether it is not a document of its format, so that more bytes would not help. */
    boolean isBroken() {
        return json != null && json.isBroken();
    }

    private boolean endsWithDirectory() {
        int available = (int) Math.min(length, MAX_TAIL);
        for (int back = ZIP_END; back <= available; back++) {
            if (at(back) == 'P' && at(back - 1) == 'K' && at(back - 2) == 5 && at(back - 3) == 6
                    && (at(back - 20) | at(back - 21) << 8) == back - ZIP_END) {
                return true;
            }
        }
        return false;
    }

    // Counts from the end: 1 is the last byte.
    private int at(int back) {
        return tail[(int) ((length - back) % MAX_TAIL)] & 0xff;
    }
}
