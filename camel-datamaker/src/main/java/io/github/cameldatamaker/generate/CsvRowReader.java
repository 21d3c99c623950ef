package io.github.cameldatamaker.generate;

import java.io.IOException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV, by the names of its header line; as Maps all values are Strings.
 */
final class CsvRowReader implements RowReader {

    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A last row cut short must not pass for a row.
            .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
            .build();

    private final RowWindow window;
    private final CsvParser parser;
    private final ObjectReader binder;
    private final RowMaps maps;
    private final boolean isMap;

    CsvRowReader(RowWindow window, RowShape shape) throws IOException {
        this.window = window;
        this.parser = MAPPER.getFactory().createParser(window);
        this.parser.setSchema(CsvSchema.emptySchema().withHeader());
        this.binder = MAPPER.readerFor(shape.type());
        this.maps = new RowMaps(parser);
        this.isMap = shape.isMap();
    }

    @Override
    public long position() {
        return window.position();
    }

    // It has no end of its own.
    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public boolean isCut() {
        return window.isEnded();
    }

    @Override
    public @Nullable Object read() throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        Object row = isMap ? maps.read() : binder.readValue(parser);
        if (row == null) {
            throw JsonMappingException.from(parser, "it is bound to null");
        }
        window.rowEnds();
        return row;
    }
}
