package io.github.cameldatamaker.examples;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.builder.RouteBuilder;

/**
 * Customers and their orders into a database, onto a queue and into files. The command line gives {@code {{...}}} their values.
 */
public final class QuickStartRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:start?repeatCount=1&delay=0").routeId("start")
            .to("direct:customers-to-database")
            .to("direct:orders-to-database-and-queue")
            .to("direct:customers-to-csv")
            .to("direct:orders-to-xlsx");

        // Rows come in batches: each costs the database one round trip, and the route one exchange.
        from("direct:customers-to-database").routeId("customers-to-database")
            .to("datamaker:generate?template={{customers.template}}&count={{customers.count}}&seed={{seed}}&batchSize=1000")
            .split(body()).streaming().stopOnException()
                .to("sql:classpath:sql/insert-customer.sql?batch=true");

        // The same seed makes the customers that these orders refer to. A row is generated once, and goes to both.
        from("direct:orders-to-database-and-queue").routeId("orders-to-database-and-queue")
            .to("datamaker:generate?template={{orders.template}}&count={{orders.count}}&seed={{seed}}&batchSize=1000"
                + "&override.customers={{?orders.customers}}")
            .split(body()).streaming().stopOnException()
                .to("sql:classpath:sql/{{orders.insert}}?batch=true")
                .split(body()).stopOnException()
                    .to("jms:queue:orders");

        from("jms:queue:orders").routeId("orders-from-queue")
            .bean("receivedOrders", "count");

        // A file gets its name when it is whole. Camel leaves the temporary file of a broken write behind: it is removed.
        from("direct:customers-to-csv").routeId("customers-to-csv")
            .onException(Exception.class).process(exchange -> Files.deleteIfExists(inFolder("customers.csv.part"))).end()
            .to("datamaker:generate?template={{customers.template}}&count={{customers.count}}&seed={{seed}}&format=csv")
            .to("file:{{folder}}?fileName=customers.csv&tempFileName=customers.csv.part");

        from("direct:orders-to-xlsx").routeId("orders-to-xlsx")
            .onException(Exception.class).process(exchange -> Files.deleteIfExists(inFolder("orders.xlsx.part"))).end()
            .to("datamaker:generate?template={{orders.template}}&count={{orders.count}}&seed={{seed}}&format=xlsx"
                + "&override.customers={{?orders.customers}}")
            .to("file:{{folder}}?fileName=orders.xlsx&tempFileName=orders.xlsx.part");
    }

    private Path inFolder(String file) {
        return Path.of(getContext().resolvePropertyPlaceholders("{{folder}}"), file);
    }
}
