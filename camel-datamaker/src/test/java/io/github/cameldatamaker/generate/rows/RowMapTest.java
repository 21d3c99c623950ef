package io.github.cameldatamaker.generate.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A row behaves like a LinkedHashMap. */
class RowMapTest {

    private static Map<String, Object> row(String... keys) {
        Map<String, Object> row = new RowMap(new RowKeys(keys), new Object[keys.length]);
        for (int i = 0; i < keys.length; i++) {
            row.put(keys[i], i);
        }
        return row;
    }

    private static List<Map<String, Object>> read(String json) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            RowMaps maps = new RowMaps(parser);
            while (parser.nextToken() != null) {
                rows.add(maps.read());
            }
        }
        return rows;
    }

    /** The same steps on both, at random; a failing seed is in the message. */
    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
    void itBehavesAsALinkedHashMap(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Map<String, Object> row = row("a", "b", "c", "d");
            Map<String, Object> model = new LinkedHashMap<>(row);
            for (int step = 0; step < 8; step++) {
                String key = String.valueOf((char) ('a' + random.nextInt(6)));
                int kind = random.nextInt(10);
                assertThat(change(row, kind, key, step)).isEqualTo(change(model, kind, key, step));
                assertThat(row).isEqualTo(model).hasSameHashCodeAs(model).hasToString(model.toString()).hasSize(model.size());
                assertThat(model).isEqualTo(row);
                assertThat(new ArrayList<>(row.keySet())).isEqualTo(new ArrayList<>(model.keySet()));
                List<Object> visited = new ArrayList<>();
                row.forEach((name, value) -> visited.add(value));
                assertThat(visited).isEqualTo(new ArrayList<>(model.values()));
                assertThat(row.get(key)).isEqualTo(model.get(key));
                assertThat(row.containsKey(key)).isEqualTo(model.containsKey(key));
            }
        }
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
            default -> map.put(key, value);
        };
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
    @Test
    void itIsSerializedAsALinkedHashMap() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(row("a", "b"));
        }

        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(read).isExactlyInstanceOf(LinkedHashMap.class).isEqualTo(row("a", "b"));
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
