package io.github.cameldatamaker.examples.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * Generated rows on their way into the table: 500 at a time, while the response is still read.
 */
@Component
class SeedRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:seed").routeId("seed")
                .to("datamaker:generate?template={{seed.template}}&count={{seed.count}}&seed=spring-boot&batchSize=500")
                .split(body()).streaming().stopOnException()
                .bean(CustomerTable.class, "insert");
    }
}
