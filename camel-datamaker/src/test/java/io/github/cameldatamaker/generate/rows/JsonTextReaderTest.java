package io.github.cameldatamaker.generate.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rows of a JSON array are cut out unchanged, wherever the bytes of the response are divided. */
class JsonTextReaderTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One character less than the reader looks at. */
    private static final String LONG_SPACE = "                                                               ";

    /** Gives so many bytes at a time. */
    private static InputStream dripping(String text, int size) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, size));
            }
        };
    }

    private static List<Object> read(String json, int size) throws IOException {
        JsonTextReader reader = new JsonTextReader(new RowWindow(dripping(json, size), Long.MAX_VALUE / 2, false));
        List<Object> rows = new ArrayList<>();
        for (Object row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 7, 100_000 })
    void eachRowIsItsOwnText(int size) throws Exception {
        List<String> rows = List.of(
                "{\"a\": 1.50, \"b\":[1,{\"c\":\"]}\"}] }", "{\"ü\":\"日本 😀\\\"\\\\\"}", "{}", "[ ]", "\"t,]\\\"\"", "12.30",
                "-1e3", "true", "null",
                "{\"deep\":" + "[".repeat(100) + "]".repeat(100) + "}", "{\"long\":\"" + "x".repeat(100_000) + "\"}");

        assertThat(read(" [ " + String.join(" ,\r\n", rows) + "\t] \n", size)).isEqualTo(rows);
    }

    /** Jackson writes the rows, so that their quotes, brackets and backslashes are anywhere among eight bytes. */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4 })
    void rowsAtRandom(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<String> rows = new ArrayList<>();
            for (int row = random.nextInt(10); row >= 0; row--) {
                rows.add(MAPPER.writeValueAsString(List.of(value(random, 0))));
            }
            assertThat(read("[" + String.join(",", rows) + "]", 1 + random.nextInt(60))).isEqualTo(rows);
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth < 4 ? 5 : 3)) {
            case 0 -> random.nextInt();
            case 1, 2 -> text(random);
            case 3 -> List.of(value(random, depth + 1), value(random, depth + 1));
            default -> Map.of(text(random), value(random, depth + 1));
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            text.append("{}[]\"\\,#;abzü日".charAt(random.nextInt(14)));
        }
        return text.toString();
    }

    @Test
    void noRows() throws Exception {
        assertThat(read(" [ ] ", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", " ", "[", "[{\"a\":1}", "[{\"a\":1},", "[{\"a\":1", "[{\"a\":\"1", "[{\"a\":\"1\\", "[{\"a\":[1}]", "[{\"a\":1]]",
            "[{\"a\":1}}",
            "[{\"a\":1} {\"a\":2}]", "[,{\"a\":1}]", "[{\"a\":1},]", "[{\"a\":1}] x", "[{\"a\":1}][", "[1", "[1 2]", "[}", "[:]",
            "x" })
    void brokenDocumentsAreErrors(String json) {
        assertThatThrownBy(() -> read(json, 1)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> read(json, 1000)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "[", " \n[1]", "                    []", LONG_SPACE + "[]" })
    void anArray(String json) throws Exception {
        PushbackInputStream document = JsonTextReader.lookingAhead(dripping(json, 1000));

        assertThat(JsonTextReader.isArray(document)).isTrue();
        assertThat(document.readAllBytes()).isEqualTo(json.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "", "  ", "{\"rows\":[]}", "{}", "nonsense", LONG_SPACE + " [1]", LONG_SPACE + " {}", LONG_SPACE + "{}" })
    void noArray(String json) throws Exception {
        PushbackInputStream document = JsonTextReader.lookingAhead(dripping(json, 1000));

        assertThat(JsonTextReader.isArray(document)).isFalse();
        assertThat(document.readAllBytes()).isEqualTo(json.getBytes(UTF_8));
    }
}
