package io.github.cameldatamaker.sandbox.generate.format;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/** A header line, then one line for each row. Null is empty, nested values are JSON. */
final class CsvRows implements RowWriter {

    // Without strict checks, Jackson quotes long texts without need.
    private static final CsvFactory FACTORY = CsvFactory.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final OutputStream out;
    private final CsvGenerator csv;

    CsvRows(OutputStream out, List<String> columns) throws IOException {
        this.out = out;
        this.csv = FACTORY.createGenerator(out);
        CsvSchema.Builder schema = CsvSchema.builder();
        columns.forEach(schema::addColumn);
        csv.setSchema(schema.build().withoutHeader());
        write(columns.toArray());
    }

    @Override
    public void write(Object[] row) throws IOException {
        csv.writeStartArray();
        for (Object value : row) {
            if (value == null) {
                // writeNull would leave out the column.
                csv.writeString("");
            } else if (value instanceof String text) {
                csv.writeString(text);
            } else if (value instanceof BigDecimal decimal) {
                csv.writeNumber(decimal);
            } else if (value instanceof Long number) {
                csv.writeNumber(number);
            } else if (value instanceof Boolean flag) {
                csv.writeBoolean(flag);
            } else {
                csv.writeString(JsonValues.isNested(value) ? JsonValues.text(value) : value.toString());
            }
        }
        csv.writeEndArray();
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
    }
}
