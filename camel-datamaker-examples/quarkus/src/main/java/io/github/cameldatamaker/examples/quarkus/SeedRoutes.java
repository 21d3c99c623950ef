package io.github.cameldatamaker.examples.quarkus;

import org.apache.camel.builder.RouteBuilder;

/** Generated customers on their way to a bean: one by one, while the response is still read. */
public class SeedRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:seed").routeId("seed")
                .to("datamaker:generate?template={{seed.template}}&count={{seed.count}}&seed=quarkus")
                .split(body()).streaming().stopOnException()
                .bean("customers", "add");
    }
}
