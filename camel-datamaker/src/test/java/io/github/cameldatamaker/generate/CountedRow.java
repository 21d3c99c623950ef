package io.github.cameldatamaker.generate;

import java.util.concurrent.atomic.AtomicInteger;

/** A row that counts how many of it were made, which is how many were read. */
public record CountedRow(int i) {

    static final AtomicInteger READ = new AtomicInteger();

    public CountedRow {
        READ.incrementAndGet();
    }
}
