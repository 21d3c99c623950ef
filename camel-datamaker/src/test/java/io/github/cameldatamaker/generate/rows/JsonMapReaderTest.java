package io.github.cameldatamaker.generate.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Rows that make their values later are the rows that Jackson's parser makes at once, and so are their errors. */
class JsonMapReaderTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final RowOptions OPTIONS = new RowOptions(true, -1, RowShape.MAPS, null, 1 << 20);

    private static final String FAULTS = "\"\\{}[],: 0-.eax\n\t\u0001";

    /** What a reader made of a document, in words. */
    private record Outcome(List<String> rows, String end) {
    }

    private interface Opener {

        RowReader open(RowWindow window) throws IOException;
    }

    private static InputStream dripping(byte[] document, int size) {
        return new ByteArrayInputStream(document) {

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, size));
            }
        };
    }

    /** @param atOnce whether to look into each row before the next one is read: its values are then made early */
    private static Outcome read(byte[] document, int size, boolean atOnce, Opener opener) throws IOException {
        List<Object> rows = new ArrayList<>();
        List<String> written = new ArrayList<>();
        RowReader reader = opener.open(new RowWindow(dripping(document, size), OPTIONS.maxInMemorySize(), false));
        String end;
        try {
            for (Object row = reader.read(); row != null; row = reader.read()) {
                if (atOnce) {
                    written.add(written(row));
                } else {
                    rows.add(row);
                }
            }
            end = "ended";
        } catch (JsonProcessingException e) {
            // Users are not shown positions in Jackson's buffer.
            end = e.getClass().getSimpleName() + ": " + e.getOriginalMessage().replaceAll("line: \\d+, column: \\d+", "");
        } catch (IOException | RuntimeException e) {
            end = e.toString();
        }
        end += ", whole " + reader.isWhole() + ", cut " + reader.isCut() + ", shows its end " + reader.showsItsEnd();
        for (Object row : rows) {
            written.add(written(row));
        }
        return new Outcome(written, end);
    }

    /** The JSON of the untouched row, its values with their types, and the JSON again. */
    private static String written(Object row) throws IOException {
        String untouched = new String(MAPPER.writeValueAsBytes(row), UTF_8);
        return untouched + typed(row) + new String(MAPPER.writeValueAsBytes(row), UTF_8);
    }

    private static String typed(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("{");
            map.forEach((key, inner) -> text.append(key).append('=').append(typed(inner)).append(", "));
            return text.append('}').toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonMapReaderTest::typed).toList().toString();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    private static void requireSame(byte[] document, int size) throws IOException {
        Outcome expected = read(document, size, false, window -> new JsonRowReader(window, OPTIONS, false));
        for (boolean atOnce : new boolean[] { true, false }) {
            Outcome actual = read(document, size, atOnce, window -> new JsonMapReader(window, OPTIONS));
            assertThat(actual).as("%s, %d bytes at a time", new String(document, UTF_8), size).isEqualTo(expected);
        }
    }

    private static void requireSame(String json) throws IOException {
        byte[] document = json.getBytes(UTF_8);
        for (int size : new int[] { 1, 2, 7, 1000 }) {
            requireSame(document, size);
        }
    }

    private static String rowsLike(String... rows) {
        return "[" + String.join(",", rows) + "]";
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "1", "-1", "0", "-0", "2147483647", "2147483648", "-2147483648", "-2147483649", "999999999999999999",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
            "12345678901234567890123", "0.1", "-0.0", "0.0", "12.30", "0.000001", "0.0000001", "0.0000000", "1e3", "1E-5", "1e+3",
            "1e999", "-1.5e-7", "123456789012345678.5", "1234567890.123456789012345678", "0.5e0", "10.0",
            "true", "false", "null", "\"\"", "\"a\"", "\"Zoë\"", "\"Łódź\"", "\"日本 😀\"", "\"\u2028\"", "\"/\"",
            "\"\\n\\t\\b\\f\\r\\\\\\/\\\"\"", "\"\\u00fc\\u0000\\uD83D\\uDE00\"", "\"\\ud83d\"", "\"\u007f\"",
            "[]", "[1,\"a\",null]", "[ ]", "[[1],[[2]]]", "{}", "{ }", "{\"x\":1}", "{\"x\":{\"y\":[{\"z\":1},{\"z\":2}]}}",
            "[{\"x\":1},{\"x\":2}]", "[{\"x\":1},{\"y\":2}]", "[{},{\"x\":1}]",
            // Broken, or refused.
            "", "01", "-", "+1", "1.", ".5", "1e", "1e+", "1x", "NaN", "tru", "truex", "nul", "'a'", "\"a", "\"\\x\"",
            "\"\\u00g0\"",
            "\"\t\"", "[1,]", "[1 2]", "[1}", "{\"x\":1,}", "{\"x\" 1}", "{x:1}", "{\"x\":1,\"x\":2}", "[{\"x\":1,\"x\":2}]",
            "1e9999999999" })
    void valuesAreTheSame(String value) throws Exception {
        String row = "{\"a\":" + value + ",\"b\":\"end\"}";
        requireSame(rowsLike(row, row, row));
        requireSame(rowsLike("{\"a\":null,\"b\":1}", row, "{\"a\":null,\"b\":1}", row));
        requireSame(rowsLike(row, row).replace(":", " : ").replace("}", " \n}"));
        requireSame("[" + row + "," + row);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", " ", "[", "[]", " [ ] ", "[] x", "[][", "[{}]", "[{},{}]", "[{\"a\":1}", "[{\"a\":1},", "[{\"a\":1},]",
            "[{\"a\":1}]]",
            "[{\"a\":1}] \n", "[{\"a\":1}] x", "[{\"a\":1}][{\"a\":1}]", "[{\"a\":1} {\"a\":2}]", "[,{\"a\":1}]",
            "[{\"a\":1},,{\"a\":2}]",
            "[{\"a\":1}}", "[1]", "[{\"a\":1},2]", "[null]", "[{\"a\":1},null]", "[[1]]", "[\"a\"]", "[{\"a\":1},{\"a\"",
            "[{\"a\":1},{\"a\":",
            "[{\"a\":1},{", "[{\"a\":1},{\"a\":1", "[{\"a\":1},{\"a\":{\"b\":1}", "[{\"a\":1,\"a\":2}]",
            "[{\"a\":1},{\"a\":1,\"a\":2}]",
            "[{\"a\":1,\"b\":2},{\"a\":1,\"a\":2}]", "[{\"a\":1,\"b\":2},{\"a\":1,\"b\":2,\"a\":3}]",
            "[{\"a\\\"b\":1},{\"a\"b\":1}]",
            "[{\"?\":1},{\"\\ud800\":1}]", "[{\"\\ud800\":1},{\"?\":1}]", "[{\"a\":1},{\"\\u0061\":2}]",
            "[{\"a\":1},{\"a\":2},{\"b\":3},{\"a\":4}]",
            "[{\"a\":{\"x\":1}},{\"a\":{\"x\":1,\"x\":2}}]", "[{\"a\":{\"x\":1,\"y\":2}},{\"a\":{\"y\":1,\"x\":2}}]",
            "[{\"ü\":1},{\"ü\":2}]", "[{\"\":1},{\"\":2}]" })
    void documentsAreTheSame(String json) throws Exception {
        requireSame(json);
    }

    /** Letters that are malformed, overlong, or halves of a pair. */
    @Test
    void malformedLettersAreTheSame() throws Exception {
        for (int first = 0x7f; first < 0x100; first++) {
            for (int second : new int[] { 0x22, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf }) {
                for (int third : new int[] { 0x22, 0xbf }) {
                    byte[] document = "[{\"a\":\"b\"},{\"a\":\"....\"},{\"a\":\"b\"}]".getBytes(UTF_8);
                    document[18] = (byte) first;
                    document[19] = (byte) second;
                    document[20] = (byte) third;
                    document[21] = (byte) (first < 0xf0 ? '.' : 0x80);
                    requireSame(document, 1000);
                }
            }
        }
    }

    /** Wherever the bytes of a response are divided, broken off, or changed. */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4 })
    void documentsAreTheSameAtRandom(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            byte[] document = document(random).getBytes(UTF_8);
            requireSame(document, 1 + random.nextInt(100));
            for (int fault = 0; fault < 5; fault++) {
                byte[] broken = Arrays.copyOf(document, document.length - random.nextInt(document.length));
                requireSame(broken, 1 + random.nextInt(100));
                byte[] changed = document.clone();
                changed[random.nextInt(changed.length)] = (byte) FAULTS.charAt(random.nextInt(FAULTS.length()));
                requireSame(changed, 1 + random.nextInt(100));
            }
        }
    }

    private static String document(Random random) {
        List<String> rows = new ArrayList<>();
        String between = random.nextInt(3) == 0 ? ", " : ",";
        for (int row = random.nextInt(12); row >= 0; row--) {
            List<String> fields = new ArrayList<>();
            for (String name : List.of("id", "name", "ü", "in", "many")) {
                if (random.nextInt(40) > 0) {
                    fields.add("\"" + name + "\":" + value(random, name));
                }
            }
            rows.add("{" + String.join(between, fields) + "}");
        }
        return rowsLike(rows.toArray(String[]::new));
    }

    private static String value(Random random, String name) {
        return switch (name) {
            case "id" -> String.valueOf(random.nextLong() >> random.nextInt(64));
            case "name" -> "\"" + List.of("", "Anna", "Zoë", "a \\\"b\\\"", "a\\u00e9", "日本", "😀").get(random.nextInt(7)) + "\"";
            case "ü" -> String.valueOf(BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(9)));
            case "in" -> random.nextInt(5) == 0 ? "null" : "{\"a\":" + random.nextBoolean() + ",\"b\":{\"c\":[1.50]}}";
            default -> random.nextInt(5) == 0 ? "[]" : "[{\"x\":1},{\"x\":" + random.nextInt() + "}]";
        };
    }

    /** Rows that differ in their keys are read by the parser after a while. */
    @Test
    void rowsWithManyForms() throws Exception {
        StringBuilder json = new StringBuilder("[");
        for (int row = 0; row < 200; row++) {
            json.append(row == 0 ? "" : ",").append("{\"k").append(row % 5).append("\":").append(row).append("}");
        }
        requireSame(json.append("]").toString());
    }

    @Test
    void aLongRow() throws Exception {
        String row = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
        requireSame(rowsLike("{\"a\":1}", "{\"a\":2}", row, "{\"a\":3}").getBytes(UTF_8), 10_000);
        requireSame(rowsLike("{\"a\":1}", row.substring(0, 70_000)).getBytes(UTF_8), 10_000);
    }

    /** Otherwise each of these would be a test of the parser only. */
    @Test
    void rowsMakeTheirValuesLater() throws Exception {
        List<Object> rows = rows(
                rowsLike("{\"a\":1,\"b\":{\"c\":2}}", "{\"a\":1,\"b\":{\"c\":2}}", "{\"a\":1, \"b\":{\"c\":2}}"));

        assertThat(((RowMap) rows.get(1)).ownJson()).asString(UTF_8).isEqualTo("{\"a\":1,\"b\":{\"c\":2}}");
        assertThat(((RowMap) rows.get(2)).ownJson()).isNull();
    }

    private static List<Object> rows(String json) throws IOException {
        List<Object> rows = new ArrayList<>();
        RowReader reader = new JsonMapReader(new RowWindow(dripping(json.getBytes(UTF_8), 100), 1 << 20, false), OPTIONS);
        for (Object row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        return rows;
    }
}
