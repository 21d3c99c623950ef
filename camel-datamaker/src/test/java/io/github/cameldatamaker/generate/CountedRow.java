package io.github.cameldatamaker.generate;

import java.util.concurrent.atomic.AtomicInteger;

/** A row class that counts its instances, and so the rows that were read. */
public record CountedRow(int i) {

    static final AtomicInteger READ = new AtomicInteger();

    public CountedRow {
        READ.incrementAndGet();
    }
}
