package io.github.cameldatamaker.examples;

import io.github.cameldatamaker.generate.GenerateChunk;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;

/** Cuts a generation into chunks, and hands them to the workers. */
public final class PlanRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // By its key Kafka chooses a chunk's partition: without one, hundreds of small messages in a row go to the same.
        from("direct:plan").routeId("plan")
            .to("datamaker:plan?template=tmpl_customer&count={{count}}&chunkSize={{chunk.size}}&seed={{seed}}")
            .split(body()).streaming().stopOnException()
                .setHeader(KafkaConstants.KEY).body(GenerateChunk.class, chunk -> String.valueOf(chunk.index()))
                .to("{{chunks}}");
    }
}
