package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens to an open body if a pattern fails, times out, or hands it to two. */
class HandedOverTest extends WireMockRouteTest {

    private static final int ROWS = 1_000;
    private static final String JSON = "[" + "{\"text\":\"0123456789 0123456789 0123456789 0123456789\"},".repeat(ROWS - 1)
            + "{}]";
    private static final String GENERATE = "datamaker:generate?template=t&count=" + ROWS;

    @BeforeEach
    void answerMoreThanTheBuffersHold() {
        answerJson(JSON);
    }

    private void awaitEndOfExchanges() {
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> context.getInflightRepository().size() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { GENERATE, GENERATE + "&outputType=Stream", "datamaker:downloadFile?file=f", "direct:sub" })
    void anEnrichmentThatFailsIsClosed(String uri) throws Exception {
        AggregationStrategy failing = (before, data) -> {
            throw new IllegalStateException("on purpose");
        };
        route(r -> {
            r.from("direct:in").enrich(uri, failing);
            r.from("direct:sub").to(GENERATE);
        });

        assertThat(template.request("direct:in", e -> {}).getException()).hasStackTraceContaining("on purpose");

        assertReleased();
    }

    @Test
    void anEnrichmentThatIsNotWantedIsClosed() throws Exception {
        route(r -> {
            r.from("direct:null").enrich(GENERATE, (before, data) -> null);
            r.from("direct:before").enrich(GENERATE, (before, data) -> before);
            r.from("direct:failed").enrich("direct:sub");
            r.from("direct:sub").to(GENERATE).throwException(new IllegalStateException("on purpose"));
        });

        for (String uri : List.of("direct:null", "direct:before", "direct:failed")) {
            template.request(uri, e -> {});
        }

        assertReleased();
    }

    @Test
    void aCircuitBreakerWhoseBodyFailsClosesWhatItHad() throws Exception {
        route(r -> r.from("direct:in").circuitBreaker().to(GENERATE).throwException(new IllegalStateException("on purpose"))
                .onFallback().to("mock:fallback").end());

        template.sendBody("direct:in", null);

        assertThat(mock("fallback").getReceivedCounter()).isEqualTo(1);
        assertReleased();
    }

    /** The data arrives when its circuit breaker has continued without it, and may have ended. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void dataThatIsLateForItsCircuitBreakerIsClosed(boolean isOver) throws Exception {
        CountDownLatch fallback = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        route(r -> {
            r.from("direct:in").circuitBreaker().resilience4jConfiguration().timeoutEnabled(true).timeoutDuration(100).end()
                    .to(GENERATE).process(e -> late.await(30, TimeUnit.SECONDS))
                    .onFallback().process(e -> {
                        late.countDown();
                        if (!isOver) {
                            fallback.await(30, TimeUnit.SECONDS);
                        }
                    }).end();
        });

        var done = template.asyncSend("direct:in", e -> {});
        late.await(30, TimeUnit.SECONDS);
        fallback.countDown();

        assertThat(done.get(30, TimeUnit.SECONDS).getException()).isNull();
        awaitEndOfExchanges();
        assertReleased();
    }

    @Test
    void aQueueThatIsTooLateClosesItsReply() throws Exception {
        CountDownLatch gaveUp = new CountDownLatch(1);
        route(r -> {
            r.from("direct:in").to(ExchangePattern.InOut, "seda:sub?timeout=100");
            r.from("seda:sub").to(GENERATE).process(e -> gaveUp.await(30, TimeUnit.SECONDS));
        });

        Exchange done = template.request("direct:in", e -> {});
        gaveUp.countDown();

        assertThat(done.getException()).isInstanceOf(ExchangeTimedOutException.class);
        awaitEndOfExchanges();
        assertReleased();
    }

    @Test
    void aMulticastThatIsTooLateClosesItsBranches() throws Exception {
        CountDownLatch gaveUp = new CountDownLatch(1);
        route(r -> {
            r.from("direct:in").multicast().parallelProcessing().timeout(100).to("direct:sub", "direct:sub");
            r.from("direct:sub").to(GENERATE).process(e -> gaveUp.await(30, TimeUnit.SECONDS));
        });

        template.request("direct:in", e -> {});
        gaveUp.countDown();

        awaitEndOfExchanges();
        assertReleased();
    }

    @Test
    void aRouteMayReadWhatAQueueGotToo() throws Exception {
        CountDownLatch queueIsDone = new CountDownLatch(1);
        route(r -> {
            r.from("direct:in").to(GENERATE).to("seda:audit").process(e -> queueIsDone.await(30, TimeUnit.SECONDS))
                    .split(r.body()).streaming().to("mock:rows");
            r.from("seda:audit").onCompletion().process(e -> queueIsDone.countDown()).end().to("mock:audit");
        });

        template.sendBody("direct:in", null);

        assertThat(mock("rows").getReceivedCounter()).isEqualTo(ROWS);
        assertReleased();
    }

    @Test
    void anAggregatedExchangeIsToldThatItsDataIsOver() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        route(r -> {
            r.onException(DataMakerException.class).handled(true).to("mock:told");
            r.from("direct:in").to(GENERATE).aggregate(r.constant(1), (before, data) -> data).completionSize(1)
                    .parallelProcessing()
                    .process(e -> isOver.await(30, TimeUnit.SECONDS)).split(r.body()).streaming().to("mock:rows");
        });
        mock("told").expectedMessageCount(1);

        template.sendBody("direct:in", null);
        isOver.countDown();

        mock("told").assertIsSatisfied();
        assertThat(mock("told").getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("its exchange ended").hasMessageContaining("outputType=List");
        assertThat(mock("rows").getReceivedCounter()).isZero();
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(strings = { "direct:breakers", "seda:breakers?exchangePattern=InOut" })
    void copiesOfCopiesKeepTheirResult(String uri) throws Exception {
        route(r -> {
            r.routeTemplate("guarded-data").from("kamelet:source").split(r.constant(List.of(1, 2)), (before, next) -> next)
                    .to("log:row").end()
                    .circuitBreaker().to(uri).end();
            r.from(uri.replaceAll("\\?.*", "")).circuitBreaker().circuitBreaker().to(GENERATE).end().end();
            r.from("direct:in").circuitBreaker().to("kamelet:guarded-data").end().to("mock:between").split(r.body()).streaming()
                    .to("mock:rows");
        });

        template.sendBody("direct:in", null);

        assertThat(mock("rows").getReceivedCounter()).isEqualTo(ROWS);
        assertReleased();
    }

    @ParameterizedTest
    @EnumSource(names = { "InOut", "InOnly" })
    void copiesOfCopiesCloseTheirResult(ExchangePattern pattern) throws Exception {
        route(r -> {
            r.routeTemplate("guarded-data").from("kamelet:source").circuitBreaker().circuitBreaker().to(GENERATE).end().end();
            r.from("direct:in").circuitBreaker().to("kamelet:guarded-data").end().to("mock:between");
        });

        template.send("direct:in", pattern, e -> {});

        assertThat(mock("between").getReceivedCounter()).isEqualTo(1);
        assertReleased();
    }

    @Test
    void whatARouteGeneratesAfterCopiesOfItIsClosedToo() throws Exception {
        route(r -> {
            r.from("direct:split").split(r.constant(List.of(1, 2)), (before, next) -> next).to("log:row").end().to(GENERATE);
            r.from("direct:recipients").recipientList(r.constant("log:a,log:b")).end().to(GENERATE);
            r.from("direct:breaker").circuitBreaker().circuitBreaker().to("log:x").end().end().to(GENERATE);
        });

        for (String uri : List.of("direct:split", "direct:recipients", "direct:breaker")) {
            template.request(uri, e -> {});
            template.sendBody(uri, null);
        }

        assertReleased();
    }

    @Test
    void aHalfReadBodyIsNotHandedOn() throws Exception {
        route(r -> r.from("direct:in").circuitBreaker().to(GENERATE)
                .process(e -> e.getMessage().getBody(GeneratedData.class).iterator().next()).end()
                .to("mock:after").split(r.body()).streaming().to("mock:rows"));

        Exception error = template.request("direct:in", e -> {}).getException();

        assertThat(mock("after").getReceivedCounter()).isEqualTo(1);
        assertThat(error).hasStackTraceContaining("its exchange ended");
        assertReleased();
    }

    @Test
    void aConnectionThatBreaksLeavesNothingOpen() throws Exception {
        answer(aResponse().withHeader("Content-Type", "application/json").withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        route(r -> r.from("direct:in").circuitBreaker().to(GENERATE).end().split(r.body()).streaming().to("mock:rows"));

        assertThat(template.request("direct:in", e -> {}).getException()).isNotNull();

        assertReleased();
    }
}
