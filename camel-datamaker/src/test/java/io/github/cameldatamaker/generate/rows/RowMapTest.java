package io.github.cameldatamaker.generate.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A row behaves like a LinkedHashMap. */
class RowMapTest {

    private static final String ROW = "{\"a\":1,\"b\":\"x\",\"c\":2,\"d\":null,\"e\":{\"x\":1},\"f\":[1,2]}";
    private static final RowOptions OPTIONS = new RowOptions(
            true, -1, RowShape.MAPS, null, 1 << 20);

    private static Map<String, Object> row(String... keys) {
        Map<String, Object> row = new RowMap(new RowKeys(keys), new Object[keys.length]);
        for (int i = 0; i < keys.length; i++) {
            row.put(keys[i], i);
        }
        return row;
    }

    private static List<Map<String, Object>> read(String json) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            RowMaps maps = new RowMaps(parser);
            while (parser.nextToken() != null) {
                rows.add(maps.read());
            }
        }
        return rows;
    }

    /** What a row is made of. */
    private enum Source {

        VALUES {
            @Override
            Map<String, Object> row() throws IOException {
                return read(ROW + ROW).get(1);
            }
        },
        JSON {
            @Override
            Map<String, Object> row() throws IOException {
                return lazy(ROW);
            }
        },
        /** Jackson does not write it as it was read. */
        UNUSUAL_JSON {
            @Override
            Map<String, Object> row() throws IOException {
                return lazy(ROW.replace(":", ": "));
            }
        },
        CSV {
            @Override
            Map<String, Object> row() {
                return new RowMap(new RowKeys(new String[] { "a", "b", "c" }),
                        new CsvRowText("1,x,2".getBytes(UTF_8), new char[] { 0, 1, 2, 3, 4, 5 }));
            }
        };

        /** A row that nobody has looked into. */
        abstract Map<String, Object> row() throws IOException;

        private static Map<String, Object> lazy(String json) throws IOException {
            InputStream document = new ByteArrayInputStream(("[" + ROW + "," + json + "]").getBytes(UTF_8));
            JsonMapReader reader = new JsonMapReader(new RowWindow(document, 1 << 20, false), OPTIONS);
            reader.read();
            return (RowMap) reader.read();
        }
    }

    /** The same steps on both, at random; a failing seed is in the message. */
    @ParameterizedTest
    @EnumSource
    void itBehavesAsALinkedHashMap(Source source) throws Exception {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Map<String, Object> row = source.row();
            Map<String, Object> model = new LinkedHashMap<>();
            copy(source.row()).forEach((key, value) -> model.put((String) key, value));
            List<Map.Entry<String, Object>> entries = random.nextBoolean() ? List.copyOf(row.entrySet()) : List.of();
            List<Map.Entry<String, Object>> ofModel = entries.isEmpty() ? List.of() : List.copyOf(model.entrySet());
            for (int step = 0; step < 6; step++) {
                String key = String.valueOf((char) ('a' + random.nextInt(6)));
                int kind = random.nextInt(12);
                assertThat(change(row, kind, key, step)).as("seed %d", seed).isEqualTo(change(model, kind, key, step));
                // First of all its text, which must not be out of date.
                assertThat(JsonText.DEFAULT.bytes(row)).as("seed %d", seed).asString(UTF_8)
                        .isEqualTo(new String(JsonText.DEFAULT.bytes(model), UTF_8));
                assertSame(row, model, key);
                assertSameEntries(entries, ofModel, model, seed);
            }
        }
    }

    // As long as their key is not removed.
    private static void assertSameEntries(
            List<Map.Entry<String, Object>> entries, List<Map.Entry<String, Object>> ofModel, Map<String, Object> model,
            int seed) {
        for (int i = 0; i < entries.size(); i++) {
            Map.Entry<String, Object> expected = ofModel.get(i);
            if (model.entrySet().stream().anyMatch(present -> present == expected)) {
                assertThat(entries.get(i)).as("seed %d", seed).isEqualTo(expected).hasSameHashCodeAs(expected)
                        .hasToString(expected.toString());
            }
        }
    }

    /** A loop may look at what it has removed. */
    @ParameterizedTest
    @EnumSource
    void aRemovedEntryHasItsValue(Source source) throws Exception {
        Map<String, Object> expected = new LinkedHashMap<>(source.row());
        Map<String, Object> removed = new LinkedHashMap<>();
        Map<String, Object> row = source.row();
        Iterator<Map.Entry<String, Object>> entries = row.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Object> entry = entries.next();
            entries.remove();
            removed.put(entry.getKey(), entry.getValue());
        }

        assertThat(row).isEmpty();
        assertThat(removed).isEqualTo(expected);
    }

    private static Map<?, ?> copy(Map<?, ?> map) {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key,
                value instanceof Map<?, ?> inside ? copy(inside)
                        : value instanceof List<?> list ? new ArrayList<>(list) : value));
        return copy;
    }

    private static void assertSame(Map<String, Object> row, Map<String, Object> model, String key) {
        assertThat(row).isEqualTo(model).hasSameHashCodeAs(model).hasToString(model.toString()).hasSize(model.size());
        assertThat(model).isEqualTo(row);
        assertThat(new ArrayList<>(row.keySet())).isEqualTo(new ArrayList<>(model.keySet()));
        List<Object> visited = new ArrayList<>();
        row.forEach((name, value) -> visited.add(value));
        assertThat(visited).isEqualTo(new ArrayList<>(model.values()));
        assertThat(row.get(key)).isEqualTo(model.get(key));
        assertThat(row.containsKey(key)).isEqualTo(model.containsKey(key));
    }

    private static Object change(Map<String, Object> map, int kind, String key, Object value) {
        return switch (kind) {
            case 0 -> map.remove(key);
            case 1 -> map.keySet().remove(key);
            case 2 -> map.values().removeIf(Integer.valueOf(2)::equals);
            case 3 ->
                map.entrySet().stream().filter(entry -> entry.getKey().equals(key)).map(entry -> entry.setValue(value)).toList();
            case 4 -> map.putIfAbsent(key, value);
            case 5 -> map.computeIfPresent(key, (name, before) -> before.equals(value) ? null : value);
            case 6 -> {
                map.replaceAll((name, before) -> name + before);
                yield null;
            }
            case 7 -> map.merge(key, value, (before, after) -> before + "+" + after);
            case 8 -> map.values().stream().map(inside -> inside instanceof Map<?, ?> ? changed(inside, value) : inside).toList();
            case 9 -> map.entrySet().stream().map(Map.Entry::getValue)
                    .map(inside -> inside instanceof List<?> ? added(inside, value) : inside).toList();
            default -> map.put(key, value);
        };
    }

    @SuppressWarnings("unchecked")
    private static Object changed(Object map, Object value) {
        return ((Map<String, Object>) map).put("x", value);
    }

    @SuppressWarnings("unchecked")
    private static Object added(Object list, Object value) {
        return ((List<Object>) list).add(value);
    }

    /** Keys alone say nothing about the values that a route will ask for. */
    @Test
    void keysMakeNoValues() {
        RowKeys keys = new RowKeys(new String[] { "a" });
        Map<String, Object> row = new RowMap(keys, new CsvRowText(new byte[] { '1' }, new char[] { 0, 1 }));

        assertThat(new ArrayList<>(row.keySet())).containsExactly("a");
        row.entrySet().forEach(Map.Entry::getKey);

        assertThat(keys.isAsked(0)).isFalse();
    }

    /** How a route may read all values. */
    private enum Reading {

        IN_ORDER {
            @Override
            void read(Map<String, Object> row) {
                row.forEach((key, value) -> {});
            }
        },
        BACKWARDS {
            @Override
            void read(Map<String, Object> row) {
                List.of("c", "b", "a").forEach(row::get);
            }
        },
        OVERWRITING {
            @Override
            void read(Map<String, Object> row) {
                List.of("b", "a", "c").forEach(key -> row.put(key, null));
            }
        };

        abstract void read(Map<String, Object> row);
    }

    /** A list of rows whose values were read must not hold their bytes too. */
    @ParameterizedTest
    @EnumSource
    void itDropsItsTextWhenAllValuesAreMade(Reading reading) throws Exception {
        byte[] bytes = "1,x,2".getBytes(UTF_8);
        Map<String, Object> row = new RowMap(new RowKeys(new String[] { "a", "b", "c" }),
                new CsvRowText(bytes, new char[] { 0, 1, 2, 3, 4, 5 }));
        WeakReference<byte[]> text = new WeakReference<>(bytes);
        bytes = null;

        reading.read(row);

        await().untilAsserted(() -> {
            System.gc();
            assertThat(text.get()).isNull();
        });
        assertThat(row).hasSize(3);
    }

    /** Jackson writes it then. */
    @Test
    void itKeepsItsTextUntilTheLastValueIsMade() throws Exception {
        String json = "{\"a\":1,\"b\":null,\"c\":\"x\"}";
        InputStream document = new ByteArrayInputStream(("[" + json + "," + json + "]").getBytes(UTF_8));
        JsonMapReader reader = new JsonMapReader(new RowWindow(document, 1 << 20, false), OPTIONS);
        reader.read();
        RowMap row = (RowMap) reader.read();

        row.get("c");
        row.get("b");
        assertThat(row.ownJson()).asString(UTF_8).isEqualTo(json);

        row.get("a");
        assertThat(row.ownJson()).isNull();
        assertThat(row.jsonBytes()).asString(UTF_8).isEqualTo(json);
        assertThat(row.put("b", 2)).isNull();
        assertThat(row.put("b", null)).isEqualTo(2);
        assertThat(row.jsonBytes()).asString(UTF_8).isEqualTo(json);
    }

    /** As with a LinkedHashMap that nobody changes: parallel branches share a body. */
    @ParameterizedTest
    @EnumSource
    void severalThreadsReadIt(Source source) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 500; round++) {
                Map<String, Object> row = source.row();
                Map<?, ?> expected = copy(source.row());
                CyclicBarrier start = new CyclicBarrier(4);
                AtomicInteger which = new AtomicInteger();
                Callable<Map<String, Object>> reader = () -> {
                    start.await();
                    if (which.getAndIncrement() % 2 == 0) {
                        return new ObjectMapper().readerForMapOf(Object.class).readValue(JsonText.DEFAULT.bytes(row));
                    }
                    return new LinkedHashMap<>(row);
                };
                List<Map<String, Object>> all = new ArrayList<>();
                for (Future<Map<String, Object>> one : threads.invokeAll(Collections.nCopies(4, reader))) {
                    all.add(one.get());
                }
                assertThat(all).allSatisfy(one -> assertThat(one).isEqualTo(expected));
                // Each of them may change what it has got.
                assertThat(all.stream().map(one -> one.get("e")).filter(one -> one == row.get("e")).count())
                        .isEqualTo(row.get("e") == null ? 4 : 2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nullIsAValueAndNoKey() {
        Map<String, Object> row = row("a");
        row.put("a", null);

        assertThat(row.containsKey("a")).isTrue();
        assertThat(row.get("a")).isNull();
        assertThat(row.get(null)).isNull();
        assertThat(row.put(null, 1)).isNull();
        assertThat(row.get(null)).isEqualTo(1);
        row.clear();
        assertThat(row).isEmpty();
    }

    @Test
    void aDisturbedIterationFails() {
        Map<String, Object> row = row("a", "b");
        Iterator<String> keys = row.keySet().iterator();
        assertThatThrownBy(keys::remove).isInstanceOf(IllegalStateException.class);
        keys.next();
        row.put("c", 3);

        assertThatThrownBy(keys::next).isInstanceOf(ConcurrentModificationException.class);
        Map<String, Object> other = row("a", "b");
        assertThatThrownBy(() -> other.forEach((key, value) -> other.remove("a")))
                .isInstanceOf(ConcurrentModificationException.class);
        Iterator<String> all = row("a").keySet().iterator();
        all.next();
        assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
    }

    /** The receiver of a queue may not have the component. */
    @ParameterizedTest
    @EnumSource
    void itIsSerializedAsALinkedHashMap(Source source) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(source.row());
        }

        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(read).isExactlyInstanceOf(LinkedHashMap.class).isEqualTo(source.row());
        assertThat(bytes.toString(ISO_8859_1)).doesNotContain("RowMap", "RowText", "RowKeys");
    }

    @Test
    void rowsWithAndWithoutTheKeysOfTheOneBefore() throws Exception {
        List<Map<String, Object>> rows = read("""
                {"a":1,"b":2} {"a":3,"b":4} {"a":5} {"a":6,"c":7} {"a":8,"c":9,"d":10} {} {"a":11} {"a":12}""");

        assertThat(rows).containsExactly(Map.of("a", 1, "b", 2), Map.of("a", 3, "b", 4), Map.of("a", 5), Map.of("a", 6, "c", 7),
                Map.of("a", 8, "c", 9, "d", 10), Map.of(), Map.of("a", 11), Map.of("a", 12));
        assertThat(rows.get(1)).isInstanceOf(RowMap.class);
        assertThat(rows.get(7)).isInstanceOf(RowMap.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"a\":1} {\"a\"", "{\"a\":1} {\"a\":", "{\"a\":1} {\"a\":1", "{\"a\":1} {\"a\":{\"b\":1}",
            "{\"a\":[1", "{\"a\":[1}",
            "{\"a\":1,}", "{\"a\" 1}", "{\"a\":x}", "{\"a\":1,\"a\":2}", "{\"a\":1} {\"a\":1,\"a\":2}",
            "{\"a\":1,\"b\":2} {\"a\":1,\"a\":2}",
            "{\"a\":1,\"b\":2} {\"a\":1,\"b\":2,\"a\":3}", "{\"a\":{\"b\":1,\"b\":2}}" })
    void aBrokenRowIsAnError(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }
}
