package io.github.cameldatamaker.generate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a splitter handles failed rows: it stops and reads no more, or continues and loses none. */
class SplitTest extends WireMockRouteTest {

    private static final int ROWS = 50_000;
    private static final int BAD = 7;
    private static final String GENERATE = "datamaker:generate?template=t&count=" + ROWS + "&rowType="
            + CountedRow.class.getName();

    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();

    /** How a route splits. */
    enum Mode {
        SEQUENTIAL, PARALLEL, SYNCHRONOUS, OWN_STRATEGY, SHARED_UNIT_OF_WORK, TRANSACTED;

        SplitDefinition apply(SplitDefinition split) {
            return switch (this) {
                case SEQUENTIAL, TRANSACTED -> split;
                case PARALLEL -> split.parallelProcessing();
                case SYNCHRONOUS -> split.synchronous();
                case OWN_STRATEGY -> split.aggregationStrategy((AggregationStrategy) new UseLatestAggregationStrategy());
                case SHARED_UNIT_OF_WORK -> split.shareUnitOfWork();
            };
        }
    }

    @BeforeEach
    void answerManyRows() {
        CountedRow.READ.set(0);
        answerJson(IntStream.range(0, ROWS).mapToObj(i -> "{\"i\":" + i + "}").collect(Collectors.joining(",", "[", "]")));
    }

    private void failOnBad(Exchange exchange) {
        int i = exchange.getMessage().getBody(CountedRow.class).i();
        seen.add(i);
        if (i == BAD) {
            throw new IllegalStateException("row " + i);
        }
    }

    private Exchange run(Mode mode) {
        return template.request("direct:a", e -> e.getExchangeExtension().setTransacted(mode == Mode.TRANSACTED));
    }

    @ParameterizedTest
    @EnumSource
    void stopOnExceptionReadsNothingAfterTheFailedRow(Mode mode) throws Exception {
        route(r -> mode.apply(r.from("direct:a").to(GENERATE).split(r.body()).streaming().stopOnException())
                .process(this::failOnBad));

        assertThat(run(mode).getException()).hasStackTraceContaining("row " + BAD);

        // The splitter looks one row ahead, and one row shows that it has stopped. Parallel rows are already on their way.
        assertThat(CountedRow.READ).hasValueLessThanOrEqualTo(mode == Mode.PARALLEL ? ROWS / 2 : BAD + 4);
        assertReleased();
    }

    /** Behind the last row that was asked for come others, which is an error that nobody waits for. */
    @ParameterizedTest
    @EnumSource
    void aSplitThatStopsAtTheLastRowEndsToo(Mode mode) throws Exception {
        route(r -> mode.apply(r.from("direct:a").setHeader(DataMakerConstants.COUNT, r.constant(BAD + 1)).to(GENERATE)
                .split(r.body()).streaming().stopOnException()).process(this::failOnBad));

        assertThat(run(mode).getException()).isNotNull();

        assertThat(CountedRow.READ).hasValueLessThanOrEqualTo(BAD + 4);
        assertReleased();
    }

    @ParameterizedTest
    @EnumSource
    void withoutStopOnExceptionEveryRowIsDelivered(Mode mode) throws Exception {
        route(r -> mode.apply(r.from("direct:a").to(GENERATE).split(r.body()).streaming()).process(this::failOnBad));

        run(mode);

        assertThat(seen).hasSize(ROWS);
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aHandledExceptionStopsToo(boolean handled) throws Exception {
        route(r -> {
            r.onException(IllegalStateException.class).handled(handled);
            r.from("direct:a").to(GENERATE).split(r.body()).streaming().stopOnException().process(this::failOnBad);
        });

        run(Mode.SEQUENTIAL);

        assertThat(CountedRow.READ).hasValueLessThanOrEqualTo(BAD + 4);
        assertReleased();
    }

    @Test
    void batchesStopAsRowsDo() throws Exception {
        route(r -> r.from("direct:a").to(GENERATE + "&batchSize=10").split(r.body()).streaming().stopOnException()
                .throwException(new IllegalStateException("first batch")));

        assertThat(run(Mode.SEQUENTIAL).getException()).hasStackTraceContaining("first batch");

        assertThat(CountedRow.READ).hasValueLessThanOrEqualTo(40);
        assertReleased();
    }

    @Test
    void aSplitThatTimesOutReadsNoMore() throws Exception {
        route(r -> r.from("direct:a").to(GENERATE).split(r.body()).streaming().parallelProcessing().timeout(100)
                .process(e -> {
                    // Longer than the split may take, so that all threads of the pool are busy and its queue is full.
                    new CountDownLatch(1).await(1, TimeUnit.SECONDS);
                }));

        run(Mode.SEQUENTIAL);

        assertThat(CountedRow.READ).hasValueLessThan(ROWS / 2);
    }

    @Test
    void aPlainLoopReadsEverything() throws Exception {
        route(r -> r.from("direct:a").to(GENERATE).process(e -> {
            int count = 0;
            for (Object row : e.getMessage().getBody(GeneratedData.class)) {
                assertThat(((CountedRow) row).i()).isEqualTo(count++);
            }
            assertThat(count).isEqualTo(ROWS);
        }));

        assertThat(run(Mode.SEQUENTIAL).getException()).isNull();
        assertReleased();
    }

    @Test
    void rowsThatCallTheComponentAgainDoNotStarveIt() throws Exception {
        answerJson("[{\"i\":1},{\"i\":2},{\"i\":3}]");
        route(r -> r.from("direct:outer").to("datamaker:generate?template=t&count=3").split(r.body()).streaming()
                .to("direct:inner"));
        route(r -> r.from("direct:inner").to("datamaker:generate?template=t&count=3&outputType=List").to("mock:inner"));
        mock("inner").expectedMessageCount(900);

        for (int i = 0; i < 300; i++) {
            template.asyncSendBody("direct:outer", null);
        }

        mock("inner").assertIsSatisfied();
    }
}
