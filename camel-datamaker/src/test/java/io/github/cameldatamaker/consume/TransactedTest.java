package io.github.cameldatamaker.consume;

import java.util.List;

import io.github.cameldatamaker.fixture.SandboxRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The thread on which an exchange continues. */
class TransactedTest extends SandboxRouteTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_customer&count=3";

    private Exchange send(boolean transacted) throws Exception {
        route(r -> r.from("direct:a").process(e -> e.getExchangeExtension().setTransacted(transacted))
                .process(e -> e.setProperty("before", Thread.currentThread().getName()))
                .to(GENERATE)
                .process(e -> e.setProperty("after", Thread.currentThread().getName()))
                .split(r.body()).streaming().to("mock:rows"));
        return template.request("direct:a", e -> {});
    }

    /** A transaction belongs to its thread. */
    @Test
    void aTransactedExchangeStaysOnItsThread() throws Exception {
        Exchange exchange = send(true);

        assertThat(exchange.getProperty("after")).isEqualTo(exchange.getProperty("before"));
        assertThat(mock("rows").getExchanges()).hasSize(3);
    }

    /** The HTTP threads are not for routes, which may block. */
    @Test
    void otherExchangesContinueOnAThreadOfCamel() throws Exception {
        Exchange exchange = send(false);

        assertThat(exchange.getProperty("after", String.class)).contains("DataMakerWorker");
        assertThat(mock("rows").getExchanges()).hasSize(3);
    }

    /** A route that calls datamaker for each row of datamaker must not starve itself. */
    @Test
    void aCallForEachRowOfACall() throws Exception {
        route(r -> r.from("direct:nested").to(GENERATE.replace("count=3", "count=100")).split(r.body()).streaming()
                .parallelProcessing()
                .to("datamaker:generate?template=tmpl_product&count=1&outputType=List").to("mock:rows"));

        template.sendBody("direct:nested", null);

        assertThat(mock("rows").getExchanges()).hasSize(100)
                .allSatisfy(e -> assertThat(e.getMessage().getBody(List.class)).hasSize(1));
    }
}
