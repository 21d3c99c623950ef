package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** What a response's rows are read by. */
final class RowDocument {

    private RowDocument() {
    }

    /** @param subtype of the content type; empty when there is none */
    static RowReader open(InputStream in, GeneratedDataOptions options, String subtype) throws IOException {
        return options.format() == GenerateFormat.json ? openJson(in, options, isNdjson(subtype)) : openCsv(in, options);
    }

    private static RowReader openJson(InputStream in, GeneratedDataOptions options, boolean isNdjson) throws IOException {
        PushbackInputStream document = JsonTextReader.lookingAhead(in);
        boolean isArray = !isNdjson && JsonTextReader.isArray(document);
        // What is no array may have to be read twice: to find out what it is, and as a row.
        RowWindow window = new RowWindow(document, options.maxInMemorySize(), !isArray);
        return isArray && options.shape().isText()
                ? new JsonTextReader(window) : new JsonRowReader(window, options.binder(), options.shape(), isNdjson);
    }

    private static RowReader openCsv(InputStream in, GeneratedDataOptions options) throws IOException {
        RowWindow window = new RowWindow(in, options.maxInMemorySize(), false);
        return options.shape().isText() ? new CsvTextReader(window) : new CsvRowReader(window, options.shape());
    }

    private static boolean isNdjson(String subtype) {
        return subtype.endsWith("ndjson") || subtype.endsWith("jsonl") || subtype.endsWith("json-lines");
    }
}
