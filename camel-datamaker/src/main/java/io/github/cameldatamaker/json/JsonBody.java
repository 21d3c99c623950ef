package io.github.cameldatamaker.json;

import java.io.IOException;
import java.io.OutputStream;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;

/**
 * A body that can be written as JSON any number of times. It is a {@link StreamCache} because {@code jms:} sends the bytes of no
 * other Map, List or record: it makes a MapMessage of any other Map, which cannot hold a BigDecimal or a List.
 */
public interface JsonBody extends StreamCache {

    /** The JSON, in UTF-8. */
    default byte[] jsonBytes() {
        return JsonText.DEFAULT.bytes(this);
    }

    @Override
    default void writeTo(OutputStream out) throws IOException {
        out.write(jsonBytes());
    }

    /** Does nothing, because every read begins at the start. */
    @Override
    default void reset() {
    }

    /** None, because several routes may read the same body. */
    @Override
    default @Nullable StreamCache copy(Exchange exchange) {
        return null;
    }

    @Override
    default boolean inMemory() {
        return true;
    }

    /** camel-http sends a body with a length, and sends GET without one. */
    @Override
    default long length() {
        return jsonBytes().length;
    }

    /** It has no position. */
    @Override
    default long position() {
        return -1;
    }
}
