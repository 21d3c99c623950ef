package io.github.cameldatamaker.generate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * How far a generation has come.
 *
 * @param generation the generation
 * @param version    the version of the template; empty until the service has sent it
 * @param rows       the number of rows that are done, from the first
 * @param digest     proves that rows are the ones that are done; empty if none are
 */
public record CheckPoint(Generation generation, Optional<Integer> version, long rows, String digest) {

    /** Nothing is done. */
    public static CheckPoint begin(Generation generation) {
        return new CheckPoint(generation, Optional.empty(), 0, "");
    }

    CheckPoint at(long done, Digest ofDone) {
        return new CheckPoint(generation, version, done, ofDone.toString());
    }

    /** The same, with the version of the template. */
    public CheckPoint withVersion(int known) {
        return new CheckPoint(generation, Optional.of(known), rows, digest);
    }

    /** Whether all rows are done. */
    public boolean isDone() {
        return rows >= generation.count();
    }

    /**
     * The stable id of the next row: template, version, seed and its index from 0, with colons between them. An unknown version
     * is empty. In template and seed, all but letters, digits and {@code . - _ *} is percent-encoded.
     */
    public String nextRowId() {
        return encoded(generation.template()) + ":" + version.map(Object::toString).orElse("") + ":" + encoded(generation.seed())
                + ":" + rows;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    /** The JSON form, which {@link #read} reads. */
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("template", generation.template());
        version.ifPresent(known -> state.put("version", known));
        state.put("seed", generation.seed());
        state.put("count", generation.count());
        state.put("format", generation.format().name());
        state.put("batchSize", generation.batchSize());
        state.put("overrides", generation.overrides());
        state.put("rows", rows);
        state.put("digest", digest);
        return state;
    }

    /** @throws DataMakerException if it is not what {@link #state()} returned */
    public static CheckPoint read(Map<String, Object> state) {
        try {
            Generation generation = new Generation(
                    (String) state.get("template"), (String) state.get("seed"), number(state, "count"),
                    GenerateFormat.valueOf((String) state.get("format")), (int) number(state, "batchSize"),
                    (String) state.get("overrides"));
            Optional<Integer> version = state.containsKey("version") ? Optional.of((int) number(state, "version"))
                    : Optional.empty();
            return new CheckPoint(generation, version, number(state, "rows"), (String) state.get("digest"));
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new DataMakerException("It is not a check-point of a generation: " + state, e);
        }
    }

    private static long number(Map<String, Object> state, String name) {
        return ((Number) state.get(name)).longValue();
    }
}
