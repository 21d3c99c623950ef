package io.github.cameldatamaker.operation;

import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.WireMockRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.saga.InMemorySagaService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Through each of Camel's patterns a body stays whole, and no connection stays open, whether it is read or not. */
class IntegrationPatternsTest extends WireMockRouteTest {

    private static final int ROWS = 1_000;
    private static final String JSON = "[" + "{\"text\":\"0123456789 0123456789 0123456789 0123456789\"},".repeat(ROWS - 1) + "{}]";
    private static final String GENERATE = "datamaker:generate?template=t&count=" + ROWS;

    private final Queue<Object> read = new ConcurrentLinkedQueue<>();

    @Override
    protected void prepare(DataMakerComponent component) {
        try {
            context.addService(new InMemorySagaService());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void answerMoreThanTheBuffersHold() {
        answerJson(JSON);
    }

    /** How much of a body there is to read. */
    private static int count(Object body) throws Exception {
        if (body instanceof List<?> bodies) {
            int sum = 0;
            for (Object each : bodies) {
                sum += count(each);
            }
            return sum / bodies.size();
        }
        if (body instanceof InputStream stream) {
            return stream.readAllBytes().length;
        }
        Iterator<?> rows = body instanceof GeneratedData data ? data.iterator() : (Iterator<?>) body;
        int count = 0;
        while (rows.hasNext()) {
            rows.next();
            count++;
        }
        return count;
    }

    private void read(Exchange exchange) {
        try {
            read.add(count(exchange.getMessage().getBody()));
        } catch (Exception e) {
            read.add(e);
        }
    }

    private void send(IntegrationPatterns pattern, String uri, String reader, ExchangePattern exchangePattern) throws Exception {
        route(r -> {
            pattern.add(r, uri, reader);
            r.from("direct:read").process(this::read);
        });
        Exchange done = template.send("direct:in", exchangePattern, e -> {
        });
        assertThat(done.getException()).isNull();
    }

    static Stream<Arguments> patterns() {
        return Stream.of(IntegrationPatterns.values())
                .flatMap(pattern -> Stream.of(Arguments.of(pattern, ExchangePattern.InOut), Arguments.of(pattern, ExchangePattern.InOnly)));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void rowsAreWhole(IntegrationPatterns pattern, ExchangePattern exchangePattern) throws Exception {
        send(pattern, GENERATE, "direct:read", exchangePattern);

        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> !read.isEmpty());
        if (pattern == IntegrationPatterns.AGGREGATE && !read.contains(ROWS)) {
            // It goes on by itself, Camel hands nothing over to it, and the route may end before it has read.
            assertThat(read.toString()).contains("its exchange ended").contains("outputType=List");
        } else {
            assertThat(read).containsExactly(ROWS);
        }
        assertReleased();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void unreadDataIsClosed(IntegrationPatterns pattern, ExchangePattern exchangePattern) throws Exception {
        send(pattern, GENERATE, "mock:unread", exchangePattern);

        // Some go on by themselves.
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(
                () -> mock("unread").getReceivedCounter() > 0 && context.getInflightRepository().size() == 0);
        assertReleased();
    }

    /** Over weeks it would fill the memory. */
    @ParameterizedTest
    @MethodSource("patterns")
    void endedExchangesAreForgotten(IntegrationPatterns pattern, ExchangePattern exchangePattern) throws Exception {
        send(pattern, GENERATE, "direct:read", exchangePattern);
        for (int sent = 1; sent < 10; sent++) {
            template.send("direct:in", exchangePattern, e -> {
            });
        }

        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(
                () -> context.getInflightRepository().size() == 0 && !ComponentInsides.knowsParents(context));
    }

    static Stream<Arguments> otherBodies() {
        return EnumSet.of(
                IntegrationPatterns.ENRICH, IntegrationPatterns.ENRICH_BY_A_ROUTE, IntegrationPatterns.MULTICAST_THAT_AGGREGATES,
                IntegrationPatterns.RECIPIENT_LIST, IntegrationPatterns.CIRCUIT_BREAKER, IntegrationPatterns.CIRCUIT_BREAKER_WITH_A_TIMEOUT,
                IntegrationPatterns.KAMELET, IntegrationPatterns.SEDA, IntegrationPatterns.SEDA_WITH_A_REPLY).stream()
                .flatMap(pattern -> Stream.of(
                        Arguments.of(pattern, GENERATE + "&outputType=Iterator", ROWS),
                        Arguments.of(pattern, GENERATE + "&outputType=Stream", JSON.length()),
                        Arguments.of(pattern, "datamaker:downloadFile?file=f", JSON.length())));
    }

    @ParameterizedTest
    @MethodSource("otherBodies")
    void iteratorsAndStreamsAreWhole(IntegrationPatterns pattern, String uri, int size) throws Exception {
        send(pattern, uri, "direct:read", ExchangePattern.InOnly);

        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> !read.isEmpty());
        assertThat(read).containsExactly(size);
        assertReleased();
    }
}
