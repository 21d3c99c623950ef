package io.github.cameldatamaker.benchmarks.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Function;

/** A few hundred rows, rendered once, that are repeated for as many as are asked for. */
final class RowBlock {

    /** About 64 kB of JSON: what a server writes at once. */
    private static final int ROWS = 256;

    private final byte[] bytes;
    private final int[] ends = new int[ROWS];

    private RowBlock(Function<CustomerRow, String> text) {
        Random random = new Random(4711);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < ROWS; i++) {
            block.writeBytes(text.apply(CustomerRow.random(random)).getBytes(StandardCharsets.UTF_8));
            ends[i] = block.size();
        }
        bytes = block.toByteArray();
    }

    /** Each row with a comma and a line break before it. */
    static RowBlock json() {
        return new RowBlock(row -> ",\n" + row.json());
    }

    static RowBlock csv() {
        return new RowBlock(CustomerRow::csv);
    }

    /** @param skipped bytes at the start of the first row that are left out */
    void write(ChunkedBody body, long count, int skipped, Pace pace) throws IOException {
        int from = skipped;
        for (long left = count; left > 0; left -= ROWS) {
            int rows = (int) Math.min(left, ROWS);
            pace.make(rows);
            body.write(bytes, from, ends[rows - 1] - from);
            from = 0;
        }
    }

    /** How long a row is on average. */
    double rowLength() {
        return (double) bytes.length / ROWS;
    }
}
