package io.github.cameldatamaker.sandbox.generate.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One array, with one row on each line. */
final class JsonRows implements RowWriter {

    // Jackson breaks no lines within an array, so each row is a document of its own.
    private static final JsonFactory FACTORY = JsonValues.factory().rootValueSeparator(",\n").build();

    private final OutputStream out;
    private final JsonGenerator json;
    private final SerializableString[] names;

    JsonRows(OutputStream out, List<String> columns) throws IOException {
        this.out = out;
        this.json = FACTORY.createGenerator(out);
        this.names = columns.stream().map(SerializedString::new).toArray(SerializableString[]::new);
        json.writeRaw("[\n");
    }

    @Override
    public void write(Object[] row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < row.length; i++) {
            json.writeFieldName(names[i]);
            JsonValues.write(json, row[i]);
        }
        json.writeEndObject();
    }

    @Override
    public void flush() throws IOException {
        json.flush();
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        json.writeRaw(json.getOutputContext().hasCurrentIndex() ? "\n]\n" : "]\n");
        json.flush();
    }
}
