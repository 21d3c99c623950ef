package io.github.cameldatamaker.generate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvReadException;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.cameldatamaker.client.TextCharset;
import io.github.cameldatamaker.generate.rows.RowBinder;
import io.github.cameldatamaker.generate.rows.RowReader;
import io.github.cameldatamaker.generate.rows.RowReaders;
import io.github.cameldatamaker.generate.rows.RowShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Clean and sloppy csv gives the same rows as Map, as text and as a class, however its bytes arrive. */
class CsvRowsTest {

    /** Rows of two columns. */
    public record Pair(String a, String b) {
    }

    /** Rows of one. */
    public record Single(String a) {
    }

    private static InputStream dripping(String csv, int size) {
        return new ByteArrayInputStream(csv.getBytes(UTF_8)) {

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, size));
            }
        };
    }

    private static RowReader reader(String csv, Class<?> type, long expected, int size) throws IOException {
        GeneratedDataOptions options = new GeneratedDataOptions(
                GenerateFormat.csv, expected, new RowShape(type, 1), Optional.empty(), 1 << 20, Optional.empty(),
                Optional.empty());
        return RowReaders.open(dripping(csv, size), options.rows(), TextCharset.UNDECLARED, "csv");
    }

    private static List<Object> read(String csv, Class<?> type, long expected, int size) throws IOException {
        RowReader reader = reader(csv, type, expected, size);
        List<Object> rows = new ArrayList<>();
        for (Object row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        return rows;
    }

    static Stream<Arguments> twoColumns() {
        return Stream.of(
                of("a,b\n1,2\n3,4\n", "1|2", "3|4"),
                of("a,b\n1,2\n3,4", "1|2", "3|4"),
                of("a,b\r\n1,2\r\n3,4\r\n", "1|2", "3|4"),
                of("a,b\r1,2\r3,4\r", "1|2", "3|4"),
                of("a,b\r1,2\n3,4\r\n5,6\r", "1|2", "3|4", "5|6"),
                of("a,b\n1,\"x\r\ny\nz\rw\"\n", "1|x\r\ny\nz\rw"),
                of("a,b\n\"1\",\"say \"\"hi\"\", twice\"\n", "1|say \"hi\", twice"),
                of("a,b\n\"\",\"\"\"\"\n,\n", "|\"", "|"),
                of("a,b\n 1 , 2\t\n", " 1 | 2\t"),
                of(" a , b \n1,2\n", "1|2"),
                of("\"a\",\"b\"\n1,2\n", "1|2"),
                // A quote inside a value without quotes.
                of("a,b\n5\" tape,x\ny,6\" nail\n", "5\" tape|x", "y|6\" nail"),
                of("a,b\n5\"\"tape,x\"\n \"y\",\"z\"\n", "5\"\"tape|x\"", " \"y\"|z"),
                // Text after the closing quote.
                of("a,b\n\"5\" tape,\"x\" \n\"a\"b\"c\"\",d\n", "5 tape|x ", "ab\"c\"\"|d"),
                of("a,b\n1,\"2\"3\n4,5\n", "1|23", "4|5"),
                // Blank lines are no rows.
                of("\n\na,b\n1,2\n\n\n", "1|2"),
                of("a,b\n\n1,2\n  \t\r\n3,4\n\n", "1|2", "3|4"),
                of("a,b\r\r1,2\r\r", "1|2"),
                of("a,b\n1,2\n ", "1|2"),
                // A comma at the end of a line.
                of("a,b,\n1,2,\n3,4\n", "1|2", "3|4"),
                of("a,b\n1,2,\r\n3,,\n", "1|2", "3|"),
                of("a,b\nü,日本\n😀,-1\n,-5\n", "ü|日本", "😀|-1", "|-5"),
                of("a,b\n#1,\\\n\\n,\"\\\"\n", "#1|\\", "\\n|\\"),
                of("a,b\n"));
    }

    private static Arguments of(String csv, String... rows) {
        return Arguments.of(csv, List.of(rows));
    }

    @ParameterizedTest
    @MethodSource("twoColumns")
    void theSameRowsInEachShape(String csv, List<String> expected) throws Exception {
        List<Map<String, String>> maps = expected.stream().map(row -> row.split("\\|", -1))
                .map(row -> Map.of("a", row[0], "b", row[1])).toList();
        List<Pair> pairs = maps.stream().map(row -> new Pair(row.get("a"), row.get("b"))).toList();
        for (int size : List.of(1, 2, 3, 7, 8, 9, 100_000)) {
            assertThat(read(csv, Map.class, maps.size(), size)).as("%d bytes at a time", size).isEqualTo(maps);
            assertThat(read(csv, Pair.class, maps.size(), size)).as("%d bytes at a time", size).isEqualTo(pairs);
            List<Object> texts = read(csv, String.class, maps.size(), size);
            assertThat(texts).as("%d bytes at a time", size).hasSameSizeAs(maps);
            // A check-point uses the text of a row, which must make the same row.
            for (int row = 0; row < maps.size(); row++) {
                assertThat(bound((String) texts.get(row), "a,b", Map.class)).isEqualTo(maps.get(row));
                assertThat(bound((String) texts.get(row), "a,b", Pair.class)).isEqualTo(pairs.get(row));
            }
        }
    }

    private static Object bound(String text, String header, Class<?> type) throws IOException {
        return new RowBinder(new GeneratedDataOptions(
                GenerateFormat.csv, 9, new RowShape(type, 1), Optional.empty(), 1 << 20, Optional.empty(), Optional.empty())
                .rows()).bind(header, text);
    }

    @Test
    void textIsTheRowAsItWasSent() throws Exception {
        assertThat(read("a,b\r\n5\" tape,\"x\"y\r\n\r\n\"1\r\n2\", 3 ,\r\n", String.class, 2, 5))
                .containsExactly("5\" tape,\"x\"y", "\"1\r\n2\", 3 ,");
    }

    @Test
    void keysAreInTheOrderOfTheHeader() throws Exception {
        Object row = read("z,a,,m\n1,2,3,4\n", Map.class, 1, 100).get(0);

        assertThat(((Map<?, ?>) row).keySet()).map(Object::toString).containsExactly("z", "a", "", "m");
    }

    /** An empty line is an empty value while rows are missing. After the last row it is nothing. */
    @ParameterizedTest
    @MethodSource("oneColumn")
    void emptyLinesOfOneColumn(String csv, int count, List<String> expected) throws Exception {
        for (int size : List.of(1, 5, 1000)) {
            assertThat(read(csv, Map.class, count, size)).isEqualTo(expected.stream().map(value -> Map.of("a", value)).toList());
            assertThat(read(csv, Single.class, count, size)).isEqualTo(expected.stream().map(Single::new).toList());
            List<Object> texts = read(csv, String.class, count, size);
            assertThat(texts).hasSameSizeAs(expected);
            for (int row = 0; row < texts.size(); row++) {
                assertThat(bound((String) texts.get(row), "a", Map.class)).isEqualTo(Map.of("a", expected.get(row)));
                assertThat(bound((String) texts.get(row), "a", Single.class)).isEqualTo(new Single(expected.get(row)));
            }
        }
    }

    static Stream<Arguments> oneColumn() {
        return Stream.of(
                Arguments.of("a\nx\n\ny\n", 3, List.of("x", "", "y")),
                Arguments.of("a\nx\n\n", 2, List.of("x", "")),
                Arguments.of("a\nx\n\n", 1, List.of("x")),
                Arguments.of("a\nx\n\n\n \n", 1, List.of("x")),
                Arguments.of("a\n\n\n", 2, List.of("", "")),
                Arguments.of("a\r\n\r\n \r\n\r\n", 2, List.of("", " ")),
                Arguments.of("a\n\"\"\nx", 2, List.of("", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "a,b\n1,2\n3\n4,5\n", "a,b\n1,2\n3,4,5\n6,7\n", "a,b\n1,2\n3,4,,\n", "a,b\n1,2\n3,4,\"\"\n",
            "a,b\n1,2\n\"3,4\"\n5,6\n", "a,b\n1,2\n,,,\n",
            "a\n1\n2,3\n" })
    void aRowOfAnotherWidthIsWrongInEachShape(String csv) throws Exception {
        for (Class<?> type : List.of(Map.class, String.class, Pair.class)) {
            for (int size : List.of(1, 1000)) {
                RowReader reader = reader(csv, type, 3, size);
                assertThat(reader.read()).isNotNull();
                assertThatThrownBy(reader::read).isInstanceOf(CsvReadException.class).hasMessageContaining("the row has")
                        .hasMessageContaining("the header names " + (csv.startsWith("a,b") ? 2 : 1));
                assertThat(reader.isCut()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "a,b\n1,2\n3", "a,b\n1,2\n3,\"x", "a,b\n1,2\n\"", "a,b\n1,2\n\"3\"\"", "a,b\n1,2\n3,\"x\n4,5\n" })
    void aCutIsDetectedInEachShape(String csv) throws Exception {
        for (Class<?> type : List.of(Map.class, String.class, Pair.class)) {
            for (int size : List.of(1, 1000)) {
                RowReader reader = reader(csv, type, 3, size);
                assertThat(reader.read()).isNotNull();
                assertThatThrownBy(reader::read).isInstanceOf(CsvReadException.class);
                assertThat(reader.isCut()).isTrue();
            }
        }
    }

    @Test
    void twoColumnsOfOneNameLoseNothing() throws Exception {
        for (Class<?> type : List.of(Map.class, Pair.class)) {
            assertThatThrownBy(() -> read("a,b, a\n1,2,3\n", type, 1, 100)).isInstanceOf(CsvReadException.class)
                    .hasMessageContaining("the column 'a' twice");
        }
        assertThat(read("a,b, a\n1,2,3\n", String.class, 1, 100)).containsExactly("1,2,3");
    }

    @Test
    void anEmptyDocumentHasNoRows() throws Exception {
        for (Class<?> type : List.of(Map.class, String.class, Pair.class)) {
            assertThat(read("", type, 1, 1)).isEmpty();
            assertThat(read("\n \r\n", type, 1, 1)).isEmpty();
        }
    }

    /** Everything that Jackson writes is read as Jackson reads it. */
    @Test
    void anyWellFormedCsvIsRead() throws Exception {
        CsvMapper mapper = new CsvMapper();
        CsvSchema schema = CsvSchema.builder().addColumn("a").addColumn("b").addColumn("c").build().withHeader();
        Random random = new Random(5);
        List<String> alphabet = List.of("a", "\"", ",", "\n", "\r\n", " ", "ü", "日", "😀", "\\", "-", "", "long and plain text");
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (String column : List.of("a", "b", "c")) {
                StringBuilder value = new StringBuilder();
                random.ints(random.nextInt(9), 0, alphabet.size()).forEach(at -> value.append(alphabet.get(at)));
                row.put(column, value.toString());
            }
            rows.add(row);
        }
        String csv = mapper.writer(schema).writeValueAsString(rows);
        try (MappingIterator<Object> jackson = mapper.readerFor(Map.class).with(CsvSchema.emptySchema().withHeader())
                .readValues(csv)) {
            assertThat(jackson.readAll()).isEqualTo(rows);
        }

        for (int size : List.of(1, 13, 100_000)) {
            assertThat(read(csv, Map.class, rows.size(), size)).isEqualTo(rows);
            List<Object> texts = read(csv, String.class, rows.size(), size);
            assertThat(texts).hasSameSizeAs(rows);
            assertThat("\"a\",\"b\",\"c\"\n".length() + texts.stream().mapToInt(text -> ((String) text).length() + 1).sum())
                    .as("all characters but those of the header").isBetween(csv.length(), csv.length() + 6);
        }
    }
}
