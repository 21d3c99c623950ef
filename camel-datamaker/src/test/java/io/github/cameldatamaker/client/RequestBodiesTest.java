package io.github.cameldatamaker.client;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Documents of options that need no mapper are written as the mapper writes them. */
class RequestBodiesTest {

    private final RequestBodies bodies = new RequestBodies(() -> {
        throw new IllegalStateException("The user's mapper does not write documents of the contract");
    });

    private static List<Object> values() {
        return List.of(
                "", "text", "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028", "Grüße, 東京, \uD83D\uDE00", "x".repeat(10_000), "\uD83D",
                0, -1, Integer.MIN_VALUE, Long.MAX_VALUE, true, false,
                // These need the mapper.
                2.50, List.of(1, "a"), Map.of("a", List.of()), RateLimit.class);
    }

    private String written(Map<String, Object> fields) throws IOException {
        Buffer buffer = new Buffer();
        bodies.of(new ApiBody.Fields(fields)).writeTo(buffer);
        return buffer.readUtf8();
    }

    @ParameterizedTest
    @MethodSource("values")
    void asTheMapperWritesIt(Object value) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", 5L);
        fields.put("\"näme\"\n", value);
        fields.put("last", "z");

        assertThat(written(fields)).isEqualTo(new String(Json.MAPPER.writeValueAsBytes(fields), UTF_8));
    }

    @Test
    void nothingAndNull() throws IOException {
        Map<String, Object> withNull = new LinkedHashMap<>();
        withNull.put("a", null);

        assertThat(written(Map.of())).isEqualTo("{}");
        assertThat(written(withNull)).isEqualTo("{\"a\":null}");
    }
}
