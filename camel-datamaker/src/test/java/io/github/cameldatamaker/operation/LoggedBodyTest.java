package io.github.cameldatamaker.operation;

import java.util.List;
import java.util.stream.Collectors;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.CapturedLog;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.BacklogTracer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

/** Camel's logs, traces and records describe a body and read nothing of it. */
class LoggedBodyTest extends WireMockRouteTest {

    private static final String GENERATE = "datamaker:generate?template=t&count=2";
    private static final String ROW = "nobody-reads-this";

    @Override
    protected void prepare(DataMakerComponent component) {
        context.setTracing(true);
        context.setBacklogTracing(true);
        context.setMessageHistory(true);
        context.setLogExhaustedMessageBody(true);
        context.getGlobalOptions().put("CamelLogDebugStreams", "true");
    }

    @BeforeEach
    void answerRows() {
        answerJson("[{\"a\":\"" + ROW + "\"},{\"a\":\"" + ROW + "\"}]");
    }

    private interface Step {

        void add(RouteBuilder builder, RouteDefinition route);
    }

    static List<Object> steps() {
        return List.<Object>of(
                named("traced, as all are", (Step) (r, route) -> route.to("direct:next")),
                named("log:", (Step) (r, route) -> route.to("log:rows")),
                named("log: with all", (Step) (r, route) -> route.to("log:rows?showAll=true&showStreams=true&multiline=true")),
                named("an error that is logged with history and body", (Step) (r, route) -> route.doTry()
                        .to("direct:failing").doCatch(Exception.class).endDoTry()));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void generatedDataIsDescribed(Step step) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            route(r -> {
                RouteDefinition route = r.from("direct:a").to(GENERATE);
                step.add(r, route);
                route.split(r.body()).streaming().to("mock:rows");
                r.from("direct:next").to("mock:next");
                r.from("direct:failing").errorHandler(r.defaultErrorHandler().logExhaustedMessageHistory(true))
                        .throwException(new IllegalStateException("on purpose"));
            });

            template.sendBody("direct:a", null);

            assertThat(mock("rows").getExchanges()).hasSize(2);
            // Only the rows themselves, once they are out, are shown as rows.
            assertThat(log.count("GeneratedData[POST /templates/t/generate -> 200, format=json")).isPositive();
            assertThat(log.count("[{\"a\":\"" + ROW)).isZero();
        }
        assertThat(backlog()).contains("GeneratedData[POST").doesNotContain("[{&quot;a").doesNotContain("[{\\\"a");
    }

    @Test
    void dataInMemoryIsDescribedToo() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            route(r -> r.from("direct:a").to(GENERATE).process(e -> e.getMessage().getBody(String.class)).to("log:rows"));

            template.sendBody("direct:a", null);

            assertThat(log.count("GeneratedData[POST /templates/t/generate -> 200, format=json")).isPositive();
            assertThat(log.count(ROW)).isZero();
        }
    }

    @Test
    void aConversionThatFailsDoesNotReadForItsMessage() throws Exception {
        answerJson("[{\"a\":\"" + "x".repeat(2_000) + "\"}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&maxInMemorySize=1000")
                .convertBodyTo(String.class));

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(error).hasMessageContaining("GeneratedData[POST /templates/t/generate -> 200, format=json")
                .hasStackTraceContaining("larger than maxInMemorySize (1000 bytes)");
    }

    @Test
    void iteratorsAreDescribed() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            route(r -> r.from("direct:a").to(GENERATE + "&outputType=Iterator").to("log:rows?showAll=true")
                    .split(r.body()).streaming().to("mock:rows"));
            route(r -> r.from("direct:list").to("datamaker:listTemplates").to("log:list?showAll=true")
                    .split(r.body()).streaming().to("mock:items"));

            template.sendBody("direct:a", null);
            template.sendBody("direct:list", null);

            assertThat(mock("rows").getExchanges()).hasSize(2);
            assertThat(mock("items").getExchanges()).hasSize(2);
            assertThat(log.count("Rows of GeneratedData[POST")).isPositive();
            assertThat(log.count("Items of GET /templates")).isPositive();
        }
    }

    private String backlog() {
        BacklogTracer tracer = context.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
        return tracer.dumpAllTracedMessages().stream().map(message -> message.toXml(0)).filter(xml -> !xml.contains("RowMap"))
                .collect(Collectors.joining());
    }
}
