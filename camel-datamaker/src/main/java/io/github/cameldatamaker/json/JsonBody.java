package io.github.cameldatamaker.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;

/**
 * A body that can be written as JSON, and as often as somebody asks. It is a {@link StreamCache} because that is the only kind of
 * Map, List or record of which {@code jms:} sends the bytes: of any other Map it makes a MapMessage, which has no place for a
 * BigDecimal or a List.
 */
public interface JsonBody extends StreamCache {

    /** The value, with each Map and List in it, as a body that is JSON; any other value as it is. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return JsonObject.of(map);
        }
        return value instanceof List<?> list ? JsonArray.of(list.iterator()) : value;
    }

    /** The JSON, in UTF-8. */
    default byte[] jsonBytes() {
        return JsonText.DEFAULT.bytes(this);
    }

    @Override
    default void writeTo(OutputStream out) throws IOException {
        out.write(jsonBytes());
    }

    /** It always begins at its start. */
    @Override
    default void reset() {
    }

    /** None: several routes may read it as it is. */
    @Override
    default @Nullable StreamCache copy(Exchange exchange) {
        return null;
    }

    @Override
    default boolean inMemory() {
        return true;
    }

    /** camel-http sends what has a length, and asks with GET where there is none. */
    @Override
    default long length() {
        return jsonBytes().length;
    }

    /** It has none. */
    @Override
    default long position() {
        return -1;
    }
}
