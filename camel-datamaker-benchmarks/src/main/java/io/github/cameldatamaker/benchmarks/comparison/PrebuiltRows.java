package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import okhttp3.Response;

/** Rows that are there already, and cost nothing: what a route takes without them being read. */
final class PrebuiltRows {

    private static final int DISTINCT = 1000;

    private final List<Object> rows;

    private PrebuiltRows(List<Object> rows) {
        this.rows = rows;
    }

    /** Rows as Map. */
    static PrebuiltRows maps(PlainHttp http, Format format) throws IOException {
        try (Response response = http.generate(format, DISTINCT); InputStream body = response.body().byteStream()) {
            return new PrebuiltRows(HandLoop.mapReader(format).readValues(body).readAll());
        }
    }

    /** Rows as their own text. */
    static PrebuiltRows texts(PlainHttp http) throws IOException {
        try (Response response = http.generate(Format.json, DISTINCT)) {
            // The server writes each on a line of its own.
            return new PrebuiltRows(
                    response.body().string().lines().filter(line -> line.startsWith("{")).map(Object.class::cast).toList());
        }
    }

    Iterator<Object> iterator(long count) {
        return LongStream.range(0, count).mapToObj(row -> rows.get((int) (row % DISTINCT))).iterator();
    }

    Iterator<List<Object>> batches(long count, int size) {
        long whole = count / size;
        int rest = (int) (count % size);
        return LongStream.range(0, rest == 0 ? whole : whole + 1).mapToObj(batch -> batch(batch < whole ? size : rest))
                .iterator();
    }

    private List<Object> batch(int size) {
        return IntStream.range(0, size).mapToObj(row -> rows.get(row % DISTINCT)).toList();
    }
}
