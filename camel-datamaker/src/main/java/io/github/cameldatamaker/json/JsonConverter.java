package io.github.cameldatamaker.json;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Converts rows, batches, documents and their iterators to JSON for Camel.
 */
@Converter(generateLoader = true)
public final class JsonConverter {

    private JsonConverter() {
    }

    /** As text. */
    @Converter
    public static String toText(JsonBody body) {
        return new String(body.jsonBytes(), StandardCharsets.UTF_8);
    }

    /** As bytes. */
    @Converter
    public static byte[] toBytes(JsonBody body) {
        return body.jsonBytes();
    }

    /** As a stream. */
    @Converter
    public static InputStream toInputStream(JsonBody body) {
        return new ByteArrayInputStream(body.jsonBytes());
    }

    /** As a stream of text. */
    @Converter
    public static Reader toReader(JsonBody body) {
        return new StringReader(toText(body));
    }

    /** As text, which is kept in memory. For a log or a trace, a short description. */
    @Converter
    public static String toText(JsonIterator body) {
        return LoggingCaller.isAsking() ? body.toString() : body.text();
    }

    /** As bytes, which are kept in memory. */
    @Converter
    public static byte[] toBytes(JsonIterator body) {
        return body.bytes();
    }

    /** As a stream, written while it is read. */
    @Converter
    public static InputStream toInputStream(JsonIterator body, @Nullable Exchange exchange) {
        if (exchange != null) {
            OwnReaders.giveIn(exchange.getContext());
        }
        return body.openStream();
    }

    /** As a stream of text, written while it is read. */
    @Converter
    public static Reader toReader(JsonIterator body) {
        return new InputStreamReader(body.openStream(), StandardCharsets.UTF_8);
    }

    /** All elements, in memory. */
    @Converter
    public static List<?> toList(JsonIterator body) {
        return body.list();
    }
}
