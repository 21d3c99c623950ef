package io.github.cameldatamaker.benchmarks.comparison;

import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Where rows end up: counts them, so that a contender that loses some is found out. */
final class RowCount implements Processor {

    /** Several threads add to it, and none of them must wait for that. */
    private final LongAdder rows = new LongAdder();

    @Override
    public void process(Exchange exchange) {
        add(exchange.getMessage().getBody());
    }

    /** @param body a row, or a list of rows */
    void add(Object body) {
        rows.add(body instanceof Collection<?> batch ? batch.size() : 1);
    }

    /** Checks it, and begins anew. */
    void expect(long expected) {
        require(expected, rows.sumThenReset());
    }

    static void require(long expected, long came) {
        if (came != expected) {
            throw new IllegalStateException(expected + " rows were expected, and " + came + " came");
        }
    }
}
