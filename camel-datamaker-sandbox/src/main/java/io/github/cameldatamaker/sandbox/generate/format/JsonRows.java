package io.github.cameldatamaker.sandbox.generate.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One array, with one row on each line. */
final class JsonRows implements RowWriter {

    private static final class RowALine extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1L;

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            breakLine(json);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(',');
            breakLine(json);
        }

        @Override
        public void writeEndArray(JsonGenerator json, int values) throws IOException {
            breakLine(json);
            json.writeRaw(']');
        }

        private static void breakLine(JsonGenerator json) throws IOException {
            if (json.getOutputContext().getParent().inRoot()) {
                json.writeRaw('\n');
            }
        }
    }

    private final OutputStream out;
    private final JsonGenerator json;
    private final SerializableString[] names;

    JsonRows(OutputStream out, List<String> columns) throws IOException {
        this.out = out;
        this.json = JsonValues.FACTORY.createGenerator(out);
        json.setPrettyPrinter(new RowALine());
        this.names = columns.stream().map(SerializedString::new).toArray(SerializableString[]::new);
        json.writeStartArray();
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
        json.writeEndArray();
        json.writeRaw('\n');
        json.flush();
    }
}
