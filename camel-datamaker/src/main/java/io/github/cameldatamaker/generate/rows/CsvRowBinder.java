package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.io.Reader;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/** Binds lines of csv to a class, by the names of their columns. */
final class CsvRowBinder {

    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final LineReader lines;
    private final CsvParser parser;
    private final ObjectReader binder;

    /** Gives the lines. */
    public interface Lines {

        /** The next line, without its end; null after the last. */
        @Nullable
        String next() throws IOException;
    }

    public CsvRowBinder(String[] columns, Class<?> type, Lines lines) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder();
        for (String column : columns) {
            schema.addColumn(column);
        }
        this.lines = new LineReader(lines);
        this.parser = MAPPER.getFactory().createParser(this.lines);
        this.parser.setSchema(schema.build());
        this.binder = MAPPER.readerFor(type);
    }

    /** The next row; null after the last. */
    @Nullable
    public Object read() throws IOException {
        if (parser.nextToken() == null) {
            lines.throwFailure();
            return null;
        }
        Object row = binder.readValue(parser);
        if (row == null) {
            throw JsonMappingException.from(parser, "it is bound to null");
        }
        return row;
    }

    /** At the end of a line Jackson asks for the next one. Its failure must not come before this line is bound. */
    private static final class LineReader extends Reader {

        private final Lines lines;
        private @Nullable String line;
        private int sent;
        private @Nullable Exception failure;

        LineReader(Lines lines) {
            this.lines = lines;
        }

        @Override
        public int read(char[] buffer, int offset, int count) throws IOException {
            if (line == null) {
                line = next();
                sent = 0;
            }
            if (line == null) {
                return -1;
            }
            int read = Math.min(count, line.length() - sent);
            line.getChars(sent, sent + read, buffer, offset);
            sent += read;
            if (read < count) {
                buffer[offset + read++] = '\n';
                line = null;
            }
            return read;
        }

        private @Nullable String next() {
            try {
                return failure == null ? lines.next() : null;
            } catch (IOException | RuntimeException e) {
                failure = e;
                return null;
            }
        }

        void throwFailure() throws IOException {
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
