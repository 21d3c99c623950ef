package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two readers never divide generated data: the first gets all of it, and the second gets an error. */
class OneReaderTest extends WireMockRouteTest {

    private static final int ROWS = 20_000;
    private static final String GENERATE = "datamaker:generate?template=t&count=" + ROWS;
    private static final String JSON = "[" + "{\"i\":1},".repeat(ROWS - 1) + "{}]";

    @BeforeEach
    void answerMoreThanTheBuffersHold() {
        answerJson(JSON);
    }

    /** Ways to read; each gives how many rows, or how many characters, it has read. */
    private enum Way {
        ROWS_ONE_BY_ONE(OneReaderTest.ROWS) {
            @Override
            Callable<Integer> open(GeneratedData data) {
                Iterator<Object> rows = data.iterator();
                return () -> {
                    int count = 0;
                    while (rows.hasNext()) {
                        rows.next();
                        count++;
                    }
                    return count;
                };
            }
        },
        STREAM(JSON.length()) {
            @Override
            Callable<Integer> open(GeneratedData data) {
                InputStream stream = data.openStream();
                return () -> stream.readAllBytes().length;
            }
        },
        LIST(OneReaderTest.ROWS) {
            @Override
            Callable<Integer> open(GeneratedData data) {
                return () -> data.list().size();
            }
        },
        TEXT(JSON.length()) {
            @Override
            Callable<Integer> open(GeneratedData data) {
                return () -> data.text().length();
            }
        },
        BYTES(JSON.length()) {
            @Override
            Callable<Integer> open(GeneratedData data) {
                return () -> data.bytes().length;
            }
        };

        private final int all;

        Way(int all) {
            this.all = all;
        }

        /** Opens it, and reads nothing yet. */
        abstract Callable<Integer> open(GeneratedData data);

        boolean keeps() {
            return this == LIST || this == TEXT || this == BYTES;
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Way.values()).flatMap(one -> Stream.of(Way.values()).map(other -> Arguments.of(one, other)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void readersAtOnceGetAllOrAnError(Way one, Way other) throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            GeneratedData data = template.requestBody(GENERATE, null, GeneratedData.class);
            CyclicBarrier start = new CyclicBarrier(2);

            CompletableFuture<Boolean> first = read(one, data, start);
            CompletableFuture<Boolean> second = read(other, data, start);

            List<Boolean> isWhole = List.of(first.get(60, TimeUnit.SECONDS), second.get(60, TimeUnit.SECONDS));
            assertThat(isWhole).contains(true);
            if (one.keeps() && other.keeps()) {
                assertThat(isWhole).containsOnly(true);
            } else if (!one.keeps() && !other.keeps()) {
                assertThat(isWhole).containsExactlyInAnyOrder(true, false);
            }
        }
        assertReleased();
    }

    /** Whether it got all; otherwise it must have got the error. */
    private static CompletableFuture<Boolean> read(Way way, GeneratedData data, CyclicBarrier start) {
        Callable<Integer> reading = way.open(data);
        return CompletableFuture.supplyAsync(() -> {
            try {
                start.await();
                assertThat(reading.call()).isEqualTo(way.all);
                return true;
            } catch (DataMakerException e) {
                assertThat(e).hasMessageContaining("already read");
                return false;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aReaderThatIsRefusedStaysRefusedAndClosesNothing() throws Exception {
        GeneratedData data = template.requestBody(GENERATE, null, GeneratedData.class);
        Rows second = (Rows) data.iterator();
        InputStream third = data.openStream();
        Iterator<Object> first = data.iterator();
        List<Object> rows = new ArrayList<>();
        rows.add(first.next());

        for (int i = 0; i < 2; i++) {
            assertThat(CompletableFuture.supplyAsync(() -> {
                try {
                    return third.read();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            })).failsWithin(60, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("already read");
        }
        assertThat(second.hasNext()).isTrue();
        second.close();
        third.close();

        first.forEachRemaining(rows::add);
        assertThat(rows).hasSize(ROWS);
    }

    private enum Hands {
        MULTICAST, MULTICAST_IN_PARALLEL, RECIPIENTS_IN_PARALLEL, WIRE_TAP
    }

    static Stream<Arguments> handedBodies() {
        return Stream.of(Hands.values())
                .flatMap(hands -> Stream.of(GENERATE, GENERATE + "&outputType=Iterator", "datamaker:listTemplates")
                        .map(uri -> Arguments.of(hands, uri)));
    }

    @ParameterizedTest
    @MethodSource("handedBodies")
    void splittersOfOneBodyNeverShareIt(Hands hands, String uri) throws Exception {
        route(r -> {
            r.onException(DataMakerException.class).handled(true).to("mock:told");
            switch (hands) {
                case MULTICAST -> r.from("direct:a").to(uri).multicast().to("direct:b", "direct:c");
                case MULTICAST_IN_PARALLEL ->
                    r.from("direct:a").to(uri).multicast().parallelProcessing().to("direct:b", "direct:c");
                case RECIPIENTS_IN_PARALLEL -> r.from("direct:a").to(uri).recipientList(r.constant("direct:b,direct:c"))
                        .parallelProcessing();
                case WIRE_TAP -> r.from("direct:a").to(uri).wireTap("direct:b").to("direct:c");
            }
            r.from("direct:b").split(r.body()).streaming().to("mock:b").end().to("mock:whole");
            r.from("direct:c").split(r.body()).streaming().to("mock:c").end().to("mock:whole");
        });
        mock("b").setRetainLast(0);
        mock("c").setRetainLast(0);
        mock("told").expectedMinimumMessageCount(1);

        template.request("direct:a", e -> {});

        mock("told").assertIsSatisfied();
        String told = mock("told").getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage();
        // The exchange that carries the data may end before the tap has read.
        assertThat(told).containsAnyOf("already read", "its exchange ended");
        if (hands != Hands.WIRE_TAP) {
            assertThat(told).contains("already read");
            assertThat(mock("told").getExchanges()).hasSize(1);
            assertThat(List.of(mock("b").getReceivedCounter(), mock("c").getReceivedCounter())).containsExactlyInAnyOrder(0,
                    ROWS);
            assertThat(mock("whole").getExchanges()).hasSize(1);
        }
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(strings = { GENERATE + "&outputType=Iterator", "datamaker:listTemplates" })
    void theNextStepContinuesAnIterator(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).process(e -> e.getMessage().getBody(Iterator.class).next())
                .filter(r.simple("${body.hasNext}")).split(r.body()).streaming().to("mock:rest").end()
                .split(r.body()).streaming().to("mock:again"));

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(mock("rest").getReceivedCounter()).isEqualTo(ROWS - 1);
        assertThat(mock("again").getReceivedCounter()).isZero();
        assertThat(error).isInstanceOf(DataMakerException.class).hasMessageContaining("already read");
    }

    @ParameterizedTest
    @ValueSource(strings = { GENERATE + "&outputType=Iterator", "datamaker:listTemplates" })
    void aRedeliveryDoesNotContinueAnIterator(String uri) throws Exception {
        List<Object> seen = new ArrayList<>();
        route(r -> {
            r.errorHandler(r.defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
            r.from("direct:a").to(uri).process(e -> {
                seen.add(e.getMessage().getBody(Iterator.class).next());
                throw new IllegalStateException("first failure");
            });
        });

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(seen).hasSize(1);
        assertThat(error).isInstanceOf(DataMakerException.class).hasMessageContaining("already read");
    }

    @Test
    void anEmptyListCanBeLookedAtAndSplit() throws Exception {
        answerJson("[]");
        route(r -> r.from("direct:a").to("datamaker:listTemplates").filter(r.simple("${body.hasNext}")).to("mock:some").end()
                .split(r.body()).streaming().to("mock:items").end().to("mock:done"));

        template.sendBody("direct:a", null);

        assertThat(mock("done").getExchanges()).hasSize(1);
        assertThat(mock("items").getExchanges()).isEmpty();
        assertThat(mock("some").getExchanges()).isEmpty();
    }
}
