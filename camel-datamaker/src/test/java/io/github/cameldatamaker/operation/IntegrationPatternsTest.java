package io.github.cameldatamaker.operation;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.Resilience4jConfigurationDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.saga.InMemorySagaService;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Through each of Camel's patterns a body stays whole, and no connection stays open, whether it is read or not. Two readers never
 * divide it.
 */
class IntegrationPatternsTest extends WireMockRouteTest {

    private static final int ROWS = Boolean.getBoolean("soak") ? 10_000 : 1_000;
    private static final String JSON = IntStream.range(0, ROWS)
            .mapToObj(i -> "{\"i\":" + i + ",\"text\":\"0123456789 0123456789 0123456789\"}")
            .collect(Collectors.joining(",", "[", "]"));
    private static final List<Object> ALL_ROWS = IntStream.range(0, ROWS).<Object>mapToObj(i -> i).toList();
    private static final String GENERATE = "datamaker:generate?template=t&count=" + ROWS;
    private static final String DOWNLOAD = "datamaker:downloadFile?file=f";

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

    /** The rows or the text of a body; for a list of bodies, the content of each, if they are the same. */
    private static Object contents(Object body) throws Exception {
        if (body instanceof List<?> bodies) {
            Set<Object> each = new HashSet<>();
            for (Object one : bodies) {
                each.add(contents(one));
            }
            return each.size() == 1 ? each.iterator().next() : each;
        }
        if (body instanceof InputStream stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        Iterator<?> rows = body instanceof GeneratedData data ? data.iterator() : (Iterator<?>) body;
        List<Object> numbers = new ArrayList<>();
        rows.forEachRemaining(row -> numbers.add(((Map<?, ?>) row).get("i")));
        return numbers;
    }

    private void read(Exchange exchange) {
        try {
            read.add(contents(exchange.getMessage().getBody()));
        } catch (Exception e) {
            read.add(e);
        }
    }

    private void send(IntegrationPatterns pattern, String uri, String reader, ExchangePattern exchangePattern) throws Exception {
        route(r -> {
            pattern.add(r, uri, reader);
            r.from("direct:read").process(this::read);
        });
        Exchange done = template.send("direct:in", exchangePattern, e -> {});
        assertThat(done.getException()).isNull();
    }

    static Stream<Arguments> patterns() {
        return Stream.of(IntegrationPatterns.values())
                .flatMap(pattern -> Stream.of(Arguments.of(pattern, ExchangePattern.InOut),
                        Arguments.of(pattern, ExchangePattern.InOnly)));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void rowsAreWhole(IntegrationPatterns pattern, ExchangePattern exchangePattern) throws Exception {
        send(pattern, GENERATE, "direct:read", exchangePattern);

        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> !read.isEmpty());
        assertThat(read).containsExactly(ALL_ROWS);
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
            template.send("direct:in", exchangePattern, e -> {});
        }

        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(
                () -> context.getInflightRepository().size() == 0 && !ComponentInsides.knowsParents(context));
    }

    static Stream<Arguments> otherBodies() {
        return EnumSet.of(
                IntegrationPatterns.ENRICH, IntegrationPatterns.ENRICH_BY_A_ROUTE, IntegrationPatterns.MULTICAST_THAT_AGGREGATES,
                IntegrationPatterns.RECIPIENT_LIST, IntegrationPatterns.CIRCUIT_BREAKER,
                IntegrationPatterns.CIRCUIT_BREAKER_WITH_A_TIMEOUT,
                IntegrationPatterns.KAMELET, IntegrationPatterns.SEDA, IntegrationPatterns.SEDA_WITH_A_REPLY).stream()
                .flatMap(pattern -> Stream.of(
                        Arguments.of(pattern, GENERATE + "&outputType=Iterator", ALL_ROWS),
                        Arguments.of(pattern, GENERATE + "&outputType=Stream", JSON),
                        Arguments.of(pattern, DOWNLOAD, JSON)));
    }

    @ParameterizedTest
    @MethodSource("otherBodies")
    void iteratorsAndStreamsAreWhole(IntegrationPatterns pattern, String uri, Object all) throws Exception {
        send(pattern, uri, "direct:read", ExchangePattern.InOnly);

        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> !read.isEmpty());
        assertThat(read).containsExactly(all);
        assertReleased();
    }

    /** Bodies that two readers could divide. */
    private enum Body {
        ROWS_OF_DATA(GENERATE, GeneratedData.class),
        BYTES_OF_DATA(GENERATE, InputStream.class),
        ITERATOR(GENERATE + "&outputType=Iterator", Iterator.class),
        BYTES_OF_ITERATOR(GENERATE + "&outputType=Iterator", InputStream.class),
        STREAM(GENERATE + "&outputType=Stream", InputStream.class),
        DOWNLOAD(IntegrationPatternsTest.DOWNLOAD, InputStream.class),
        LIST_ITEMS("datamaker:listTemplates", Iterator.class),
        CONVERTED_TO_ITERATOR(GENERATE, Iterator.class) {
            @Override
            ProcessorDefinition<?> add(RouteBuilder r) {
                return super.add(r).convertBodyTo(Iterator.class);
            }
        },
        CONVERTED_TO_STREAM(GENERATE, InputStream.class) {
            @Override
            ProcessorDefinition<?> add(RouteBuilder r) {
                return super.add(r).convertBodyTo(InputStream.class);
            }
        };

        private final String uri;
        private final Class<?> readAs;

        Body(String uri, Class<?> readAs) {
            this.uri = uri;
            this.readAs = readAs;
        }

        ProcessorDefinition<?> add(RouteBuilder r) {
            return r.from("direct:in").noStreamCaching().to(uri);
        }

        Object all() {
            return readAs == InputStream.class ? JSON : ALL_ROWS;
        }

        /** The first part, and when that is there the rest. */
        Object read(Exchange exchange, Runnable between) throws Exception {
            Object opened = exchange.getMessage().getBody(readAs);
            if (opened instanceof InputStream stream) {
                String first = new String(stream.readNBytes(10), StandardCharsets.UTF_8);
                between.run();
                return first + contents(stream);
            }
            Iterator<?> rows = opened instanceof GeneratedData data ? data.iterator() : (Iterator<?>) opened;
            List<Object> all = new ArrayList<>();
            all.add(((Map<?, ?>) rows.next()).get("i"));
            between.run();
            all.addAll((List<?>) contents(rows));
            return all;
        }
    }

    /** Patterns that give one body to two steps at once. */
    private enum Fork {
        MULTICAST {
            @Override
            void to(ProcessorDefinition<?> route, String one, String other) {
                route.multicast().parallelProcessing().to(one, other);
            }
        },
        MULTICAST_IN_ONE_UNIT_OF_WORK {
            @Override
            void to(ProcessorDefinition<?> route, String one, String other) {
                route.multicast(new GroupedBodyAggregationStrategy()).shareUnitOfWork().parallelProcessing().to(one, other);
            }
        },
        RECIPIENT_LIST {
            @Override
            void to(ProcessorDefinition<?> route, String one, String other) {
                route.recipientList(new ConstantExpression(one + "," + other)).parallelProcessing();
            }
        },
        RECIPIENT_LIST_IN_ONE_UNIT_OF_WORK {
            @Override
            void to(ProcessorDefinition<?> route, String one, String other) {
                route.recipientList(new ConstantExpression(one + "," + other)).shareUnitOfWork().parallelProcessing();
            }
        },
        WIRE_TAP {
            @Override
            void to(ProcessorDefinition<?> route, String one, String other) {
                route.wireTap(one).to(other);
            }
        },
        QUEUE {
            @Override
            void to(ProcessorDefinition<?> route, String one, String other) {
                route.to("seda:fork").to(other);
            }
        },
        CIRCUIT_BREAKER_THAT_IS_TOO_LATE {
            @Override
            void to(ProcessorDefinition<?> route, String one, String other) {
                Resilience4jConfigurationDefinition goingOn = new Resilience4jConfigurationDefinition().timeoutEnabled(true)
                        .timeoutDuration(100);
                goingOn.setTimeoutCancelRunningFuture("false");
                route.circuitBreaker().resilience4jConfiguration(goingOn).to(one).onFallback().to(other).end();
            }
        };

        abstract void to(ProcessorDefinition<?> route, String one, String other);
    }

    static Stream<Arguments> forks() {
        return Stream.of(Fork.values()).flatMap(fork -> Stream.of(Body.values()).map(body -> Arguments.of(fork, body)));
    }

    @ParameterizedTest
    @MethodSource("forks")
    void oneOfTwoReadersGetsAllAndTheOtherIsTold(Fork fork, Body body) throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(2);
        Processor reader = exchange -> {
            try {
                read.add(body.read(exchange, () -> meet(begun)));
            } catch (RuntimeException e) {
                read.add(e);
            } finally {
                begun.countDown();
                over.countDown();
                // The exchange that carries the data continues while there is a reader.
                await(over);
            }
        };
        route(r -> {
            fork.to(body.add(r), "direct:one", "direct:other");
            r.from("direct:one").noStreamCaching().process(reader);
            r.from("direct:other").noStreamCaching().process(reader);
            r.from("seda:fork").noStreamCaching().to("direct:one");
        });

        template.send("direct:in", e -> {});

        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(read).hasSize(2).contains(body.all());
        assertThat(read).filteredOn(RuntimeException.class::isInstance).singleElement(InstanceOfAssertFactories.THROWABLE)
                .hasStackTraceContaining("DataMakerException").hasStackTraceContaining("already read");
        assertReleased();
    }

    private static void meet(CountDownLatch begun) {
        begun.countDown();
        await(begun);
    }

    private static void await(CountDownLatch latch) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(60)).until(() -> latch.getCount() == 0);
    }
}
