package io.github.cameldatamaker.generate;

import java.io.InputStream;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;

import io.github.cameldatamaker.json.LoggingCaller;
import io.github.cameldatamaker.json.OwnReaders;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Converts {@link GeneratedData} for Camel.
 */
@Converter(generateLoader = true)
public final class GeneratedDataConverter {

    private GeneratedDataConverter() {
    }

    /** The bytes, as a stream. */
    @Converter
    public static InputStream toInputStream(GeneratedData data, @Nullable Exchange exchange) {
        giveOwnReaders(exchange);
        return data.openStream();
    }

    /** The text, as a stream. */
    @Converter
    public static Reader toReader(GeneratedData data) {
        return data.reader();
    }

    /** All bytes, in memory. */
    @Converter
    public static byte[] toBytes(GeneratedData data) {
        return data.bytes();
    }

    /** All text, in memory. For a log or a trace, a short description. */
    @Converter
    public static String toText(GeneratedData data) {
        return LoggingCaller.isAsking() ? data.toString() : data.text();
    }

    /** All rows, in memory. */
    @Converter
    public static List<?> toList(GeneratedData data) {
        return data.list();
    }

    /** The rows, one by one. */
    @Converter
    public static Iterator<?> toIterator(GeneratedData data, @Nullable Exchange exchange) {
        giveOwnReaders(exchange);
        return data.iteratorBody();
    }

    // It may become the body.
    private static void giveOwnReaders(@Nullable Exchange exchange) {
        if (exchange != null) {
            OwnReaders.giveIn(exchange.getContext());
        }
    }
}
