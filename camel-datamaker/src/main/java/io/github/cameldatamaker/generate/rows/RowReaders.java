package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

import io.github.cameldatamaker.client.TextCharset;

/** Opens the reader for the rows of a response. */
public final class RowReaders {

    private RowReaders() {
    }

    /** @param subtype of the content type; empty if there is none */
    public static RowReader open(InputStream in, RowOptions options, TextCharset charset, String subtype) throws IOException {
        InputStream utf8 = charset.utf8(in);
        return options.isJson() ? openJson(utf8, options, RowForms.isLines(subtype)) : openCsv(utf8, options);
    }

    private static RowReader openJson(InputStream in, RowOptions options, boolean isNdjson) throws IOException {
        PushbackInputStream document = JsonTextReader.lookingAhead(in);
        boolean isArray = !isNdjson && JsonTextReader.isArray(document);
        // A document that is no array may have to be read twice: to find out what it is, and as a row. The same holds for the
        // first row of a class.
        RowWindow window = new RowWindow(document, options.maxInMemorySize(), !isArray || options.shape().isObject());
        if (isArray && options.shape().isText()) {
            return new JsonTextReader(window);
        }
        return isArray && options.shape().isMap() ? new JsonMapReader(window, options)
                : new JsonRowReader(window, options, isNdjson);
    }

    private static RowReader openCsv(InputStream in, RowOptions options) {
        RowWindow window = new RowWindow(in, options.maxInMemorySize(), false);
        return new CsvRowReader(window, new RowBytes(window), options.shape(), options.expectedRows());
    }
}
