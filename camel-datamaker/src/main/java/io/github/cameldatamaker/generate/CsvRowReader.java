package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
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
    private final MappingIterator<Object> rows;

    CsvRowReader(RowWindow window, RowShape shape) throws IOException {
        this.window = window;
        this.rows = MAPPER.readerFor(shape.isMap() ? MAPPER.constructType(Map.class) : MAPPER.constructType(shape.type()))
                .with(CsvSchema.emptySchema().withHeader()).readValues(window);
    }

    @Override
    public @Nullable Object read() throws IOException {
        if (!rows.hasNextValue()) {
            return null;
        }
        Object row = rows.nextValue();
        window.rowEnds();
        return row;
    }
}
