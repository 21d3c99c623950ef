package io.github.cameldatamaker.sandbox.set;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as the bytes of their JSON, which take a fraction of the memory of maps. */
public final class SetRows {

    private final List<byte[]> rows;

    SetRows(List<byte[]> rows) {
        this.rows = rows;
    }

    public int count() {
        return rows.size();
    }

    /** The first rows, each as its JSON. */
    public List<String> first(int most) {
        return rows.stream().limit(most).map(row -> new String(row, StandardCharsets.UTF_8)).toList();
    }

    /** Takes rows one by one, each as its JSON. */
    @FunctionalInterface
    public interface RowTaker {
        void take(String row) throws IOException;
    }

    public void forEach(RowTaker taker) throws IOException {
        for (byte[] row : rows) {
            taker.take(new String(row, StandardCharsets.UTF_8));
        }
    }

    /** Writes the rows as one JSON array. */
    public void writeTo(OutputStream out) throws IOException {
        out.write('[');
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(rows.get(i));
        }
        out.write(']');
    }
}
