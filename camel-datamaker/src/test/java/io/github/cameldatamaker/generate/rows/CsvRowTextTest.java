package io.github.cameldatamaker.generate.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows of csv that make their values later are the rows that have them at once, and so are their errors. */
class CsvRowTextTest {

    private static final List<String> VALUES = List.of("", "a", "Zoë", "Łódź", "日本 😀", "\"quoted\"", "\"a, b\"",
            "\"a \"\"b\"\"\"",
            "\"two\nlines\"", "a \"b\"", "\"a\" b", "\\", "\"\"", " ");

    /** @param atOnce whether to look into each row before the next one is read: the next ones then have their values */
    private static List<String> read(byte[] document, int size, boolean atOnce) {
        List<Object> rows = new ArrayList<>();
        List<String> read = new ArrayList<>();
        RowWindow window = new RowWindow(new ByteArrayInputStream(document) {

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, size));
            }
        }, 1 << 20, false);
        CsvRowReader reader = new CsvRowReader(window, new RowBytes(window), RowShape.MAPS, -1);
        String end = "ended";
        try {
            for (Object row = reader.read(); row != null; row = reader.read()) {
                if (atOnce) {
                    read.add(row.toString());
                } else {
                    rows.add(row);
                }
            }
        } catch (IOException | RuntimeException e) {
            end = e + ", cut " + reader.isCut();
        }
        rows.forEach(row -> read.add(row.toString()));
        read.add(end);
        return read;
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4 })
    void rowsAreTheSameAtRandom(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            StringBuilder csv = new StringBuilder("a,b,ü\nx,y,z\n");
            for (int row = random.nextInt(10); row >= 0; row--) {
                csv.append(value(random)).append(',').append(value(random)).append(',').append(value(random))
                        .append(random.nextInt(10) == 0 ? ",\r\n" : "\n");
            }
            byte[] document = csv.toString().getBytes(UTF_8);
            if (round % 2 == 0) {
                document[random.nextInt(document.length)] = (byte) random.nextInt(256);
            }
            int size = 1 + random.nextInt(60);
            assertThat(read(document, size, false)).as("%s", csv).isEqualTo(read(document, size, true));
        }
    }

    private static String value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    @Test
    void valuesAreThoseBetweenTheCommas() {
        assertThat(read("a,b\nZoë,\"x, 日本\"\n\"\",😀\n".getBytes(UTF_8), 100, false))
                .containsExactly("{a=Zoë, b=x, 日本}", "{a=, b=😀}", "ended");
    }

    @Test
    void aLongRow() {
        byte[] document = ("a,b\nx,y\n" + "x".repeat(70_000) + ",y\n").getBytes(UTF_8);

        assertThat(read(document, 10_000, false)).isEqualTo(read(document, 10_000, true)).hasSize(3);
    }
}
