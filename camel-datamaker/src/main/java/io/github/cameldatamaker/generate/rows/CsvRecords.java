package io.github.cameldatamaker.generate.rows;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Cuts csv into records and their values (RFC 4180). A record ends at LF, CR LF or CR outside of quotes. Only a quote at the
 * beginning of a value opens quotes. Any other quote, and text after the closing quote, belongs to the value.
 */
final class CsvRecords {

    private static final boolean[] END_OF_VALUE = RowSearch.among(",\r\n");

    private final RowBytes bytes;
    /** Where the values of the record begin and end, without their quotes if those are the only ones. */
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    /** Whether quotes must be removed. */
    private boolean[] isQuoted = new boolean[16];
    private int size;
    private int length;
    private boolean endedWithCr;
    private boolean isOpen;
    private boolean isDoubled;
    private boolean hasTextBehindQuotes;

    public CsvRecords(RowBytes bytes) {
        this.bytes = bytes;
    }

    /** Moves to the next record; returns whether there is one. */
    public boolean next() throws IOException {
        return start() && ended(values());
    }

    private int values() throws IOException {
        size = 0;
        int end;
        do {
            end = value();
        } while (end == ',');
        return end;
    }

    /** The same if no values are needed: only their number is known. */
    public boolean nextText() throws IOException {
        if (!start()) {
            return false;
        }
        hasTextBehindQuotes = false;
        int end = bytes.nextQuoteOrLineEnd();
        while (end == '"') {
            int quote = bytes.offset() - 1;
            boolean beginsValue = quote == 0 || bytes.at(quote - 1) == ',';
            int next = beginsValue ? behindQuotes() : -1;
            if (next >= 0) {
                hasTextBehindQuotes |= !END_OF_VALUE[next];
                bytes.back();
            }
            end = bytes.nextQuoteOrLineEnd();
        }
        size = bytes.commas() + 1;
        return ended(end);
    }

    private boolean ended(int end) {
        length = ends(end);
        endedWithCr = end == '\r';
        return true;
    }

    private boolean start() throws IOException {
        bytes.startRow();
        int first = bytes.next();
        if (endedWithCr && first == '\n') {
            bytes.startRow();
            first = bytes.next();
        }
        if (first < 0) {
            return false;
        }
        bytes.back();
        return true;
    }

    /** Reads a value to its end and returns the byte there; -1 at the end of the document. */
    private int value() throws IOException {
        int start = bytes.offset();
        int end = bytes.next();
        if (end == '"') {
            return quoted(start);
        }
        if (end >= 0 && !END_OF_VALUE[end]) {
            end = bytes.nextOf(END_OF_VALUE);
        }
        add(start, ends(end), false);
        return end;
    }

    private int quoted(int start) throws IOException {
        int next = behindQuotes();
        if (next < 0 || END_OF_VALUE[next]) {
            int end = ends(next);
            add(isDoubled ? start : start + 1, isDoubled ? end : end - 1, isDoubled);
            return next;
        }
        int end = bytes.nextOf(END_OF_VALUE);
        add(start, ends(end), true);
        return end;
    }

    /** Reads from the opening quote to the byte after the closing one and returns it; -1 at the end of the document. */
    private int behindQuotes() throws IOException {
        isDoubled = false;
        int next = behindQuote();
        while (next == '"') {
            isDoubled = true;
            next = behindQuote();
        }
        return next;
    }

    private int behindQuote() throws IOException {
        int found = bytes.nextQuoteOrBackslash();
        while (found == '\\') {
            found = bytes.nextQuoteOrBackslash();
        }
        isOpen = found < 0;
        return isOpen ? -1 : bytes.next();
    }

    private int ends(int found) {
        return bytes.offset() - (found < 0 ? 0 : 1);
    }

    private void add(int start, int end, boolean quoted) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            isQuoted = Arrays.copyOf(isQuoted, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        isQuoted[size++] = quoted;
    }

    /** The number of values of the record. */
    public int size() {
        return size;
    }

    /** Whether the document ended inside the quotes of a value. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Whether the line is empty or has only blanks. */
    public boolean isBlank() {
        return size == 1 && bytes.isBlank(0, length);
    }

    /** Whether it ends with a comma. */
    public boolean endsWithComma() {
        return size > 1 && bytes.at(length - 1) == ',';
    }

    /** The record with so many values; null if quotes must be removed from one, and if it is very long or no UTF-8. */
    public @Nullable CsvRowText rowText(int count) {
        if (length > Character.MAX_VALUE) {
            return null;
        }
        char[] places = new char[2 * count];
        for (int index = 0; index < count; index++) {
            if (isQuoted[index]) {
                return null;
            }
            places[2 * index] = (char) starts[index];
            places[2 * index + 1] = (char) ends[index];
        }
        return bytes.isUtf8(length) ? new CsvRowText(bytes.copy(length), places) : null;
    }

    /** A value, without its quotes. */
    public String value(int index) throws CharConversionException {
        String text = bytes.text(starts[index], ends[index]);
        return isQuoted[index] ? unquoted(text) : text;
    }

    private static String unquoted(String text) {
        StringBuilder value = new StringBuilder(text.length());
        int at = 1;
        int quote = text.indexOf('"', at);
        while (quote >= 0 && text.startsWith("\"\"", quote)) {
            value.append(text, at, quote + 1);
            at = quote + 2;
            quote = text.indexOf('"', at);
        }
        if (quote < 0) {
            return value.append(text, at, text.length()).toString();
        }
        return value.append(text, at, quote).append(text, quote + 1, text.length()).toString();
    }

    /** The record as it was sent, without its line end. */
    public String text() throws CharConversionException {
        return bytes.text(0, length);
    }

    /** The record of {@link #nextText}, as any reader of csv understands it. */
    public String plainText() throws IOException {
        if (!hasTextBehindQuotes) {
            return text();
        }
        bytes.backToStart();
        values();
        StringBuilder plain = new StringBuilder();
        for (int index = 0; index < size; index++) {
            plain.append(index == 0 ? "\"" : ",\"").append(value(index).replace("\"", "\"\"")).append('"');
        }
        return plain.toString();
    }
}
