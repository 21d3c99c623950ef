package io.github.cameldatamaker.examples;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.generate.GenerateChunk;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.sql.SqlConstants;

/** Generates chunks into a table, each in one transaction with the mark that it is done. */
public final class WorkerRoutes extends RouteBuilder {

    static final int BATCH_SIZE = 1_000;

    @Override
    public void configure() {
        from("{{chunks}}").routeId("worker")
            .convertBodyTo(String.class)
            .convertBodyTo(GenerateChunk.class)
            .setHeader("worker", constant("{{worker}}"))
            .setHeader("chunk").body(GenerateChunk.class, GenerateChunk::index)
            .setHeader("rows").body(GenerateChunk.class, GenerateChunk::count)
            .to("sql:classpath:sql/insert-chunk-delivery.sql")
            .to("direct:chunk")
            .process(WorkerRoutes::commitOffset);

        // The mark comes first: who is given the same chunk meanwhile waits for it, and a chunk that is done costs nothing again.
        from("direct:chunk").routeId("chunk").transacted()
            .to("sql:classpath:sql/insert-chunk-done.sql")
            .filter(header(SqlConstants.SQL_UPDATE_COUNT).isEqualTo(1))
                .to("datamaker:generate?maxRateLimitWait={{budget.wait}}&batchSize=" + BATCH_SIZE)
                .split(body()).streaming().stopOnException()
                    .process(WorkerRoutes::number)
                    .to("sql:classpath:sql/insert-generated-customer.sql?batch=true");
    }

    /** Each row's number in the whole: what a template counts, such as ids, it counts anew in each chunk. */
    @SuppressWarnings("unchecked")
    private static void number(Exchange batch) {
        long number = batch.getMessage().getHeader("CamelDataMakerFirstRow", Long.class)
                + batch.getProperty(Exchange.SPLIT_INDEX, Long.class) * BATCH_SIZE;
        for (Map<String, Object> row : (List<Map<String, Object>>) batch.getMessage().getBody()) {
            row.put("number", number++);
        }
    }

    /** Kafka's; a JMS session commits by itself. */
    private static void commitOffset(Exchange exchange) {
        KafkaManualCommit offset = exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
        if (offset != null) {
            offset.commit();
        }
    }
}
