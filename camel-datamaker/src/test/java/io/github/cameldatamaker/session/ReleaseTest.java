package io.github.cameldatamaker.session;

import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

/** Whatever a route does with generated data, its connection is released, and a late reader gets an error. */
class ReleaseTest extends WireMockRouteTest {

    private static final String GENERATE = "datamaker:generate?template=t&count=20000";

    @BeforeEach
    void answerMoreThanTheBuffersHold() {
        answerJson("[" + "{\"text\":\"0123456789 0123456789 0123456789 0123456789\"},".repeat(19_999) + "{}]");
    }

    private interface Route {

        void add(RouteBuilder builder);
    }

    static List<Object> routes() {
        return List.<Object>of(
                named("never read", (Route) r -> r.from("direct:a").to(GENERATE)),
                named("read to the end", (Route) r -> r.from("direct:a").to(GENERATE).split(r.body()).streaming().to("mock:x")),
                named("half read", (Route) r -> r.from("direct:a").to(GENERATE).process(
                        e -> e.getMessage().getBody(Iterator.class).next())),
                named("a stream half read", (Route) r -> r.from("direct:a").to(GENERATE).process(
                        e -> e.getMessage().getBody(InputStream.class).read())),
                named("outputType=Stream, never read", (Route) r -> r.from("direct:a").to(GENERATE + "&outputType=Stream")),
                named("outputType=Iterator, never read", (Route) r -> r.from("direct:a").to(GENERATE + "&outputType=Iterator")),
                named("a failed route",
                        (Route) r -> r.from("direct:a").to(GENERATE).throwException(new IllegalStateException("x"))),
                named("a row that fails",
                        (Route) r -> r.from("direct:a").to(GENERATE).split(r.body()).streaming().stopOnException()
                                .throwException(new IllegalStateException("x"))),
                named("too large for memory",
                        (Route) r -> r.from("direct:a").to(GENERATE + "&maxInMemorySize=1000&outputType=String")),
                named("the body replaced", (Route) r -> r.from("direct:a").to(GENERATE).setBody(r.constant("other"))),
                named("multicast, nobody reads", (Route) r -> r.from("direct:a").multicast().to(GENERATE, GENERATE)),
                named("multicast, in parallel",
                        (Route) r -> r.from("direct:a").multicast().parallelProcessing().to(GENERATE, GENERATE)),
                named("one body to two readers",
                        (Route) r -> r.from("direct:a").to(GENERATE).multicast().to("direct:b", "direct:c").end()),
                named("recipientList", (Route) r -> r.from("direct:a").recipientList(r.constant(GENERATE + "|" + GENERATE), "|")),
                named("wireTap", (Route) r -> r.from("direct:a").wireTap(GENERATE)),
                named("enrich", (Route) r -> r.from("direct:a").enrich(GENERATE)),
                named("toD", (Route) r -> r.from("direct:a").toD(GENERATE)),
                named("loop", (Route) r -> r.from("direct:a").loop(3).to(GENERATE)),
                named("seda", (Route) r -> {
                    r.from("direct:a").to(GENERATE).to("seda:b");
                    r.from("seda:b").to("mock:x");
                }),
                named("doTry", (Route) r -> r.from("direct:a").doTry().to(GENERATE).throwException(new IllegalStateException("x"))
                        .doCatch(Exception.class).to("mock:x")),
                named("a multicast that times out", (Route) r -> r.from("direct:a").multicast().parallelProcessing().timeout(1)
                        .to(GENERATE, GENERATE)));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void theConnectionIsReleased(Route add) throws Exception {
        route(r -> {
            add.add(r);
            if (r.getRouteCollection().getRoutes().get(0).getOutputs().toString().contains("direct:b")) {
                r.from("direct:b").split(r.body()).streaming().to("mock:x");
                r.from("direct:c").to("mock:x");
            }
        });

        template.request("direct:a", e -> {});

        assertReleased();
    }

    @Test
    void enrichHandsItOnToTheRoute() throws Exception {
        route(r -> r.from("direct:a").enrich(GENERATE).split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getReceivedCounter()).isEqualTo(20_000);
        assertReleased();
    }

    @Test
    void sedaHandsItOnToTheNextRoute() throws Exception {
        route(r -> {
            r.from("direct:a").to(GENERATE).to("seda:b");
            r.from("seda:b").split(r.body()).streaming().to("mock:rows");
        });
        mock("rows").expectedMessageCount(20_000);

        template.sendBody("direct:a", null);

        mock("rows").assertIsSatisfied();
        assertReleased();
    }

    @Test
    void theCallerOfAProducerTemplateIsItsReader() throws Exception {
        GeneratedData data = template.requestBody(GENERATE, null, GeneratedData.class);

        int rows = 0;
        for (Object row : data) {
            rows += row instanceof Map ? 1 : 0;
        }

        assertThat(rows).isEqualTo(20_000);
        assertReleased();
    }

    @Test
    void theCallerOfAProducerTemplateMayConvertAtOnce() {
        assertThat(template.requestBody(GENERATE, null, List.class)).hasSize(20_000);
        assertReleased();
    }

    @Test
    void theCallerOfAProducerTemplateMayClose() throws Exception {
        GeneratedData data = template.requestBody(GENERATE, null, GeneratedData.class);
        Iterator<Object> rows = data.iterator();
        rows.next();

        data.close();

        assertReleased();
        assertThatThrownBy(data::iterator).isInstanceOf(DataMakerException.class);
    }

    /** The class of a row cannot be initialized, which is an Error, not an exception. */
    public static class Unusable {

        static {
            if (true) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&outputType=Iterator" })
    void anErrorReleasesToo(String options) throws Exception {
        Object body = template.requestBody(GENERATE + "&rowType=" + Unusable.class.getName() + options, (Object) null);
        Iterator<?> rows = body instanceof GeneratedData data ? data.iterator() : (Iterator<?>) body;

        assertThatThrownBy(() -> {
            rows.hasNext();
            rows.next();
        }).isInstanceOf(Throwable.class);

        assertReleased();
    }

    @Test
    void aBodyReadAfterItsRouteSaysWhatToDo() throws Exception {
        route(r -> r.from("direct:a").to(GENERATE));

        GeneratedData data = template.requestBody("direct:a", null, GeneratedData.class);

        assertThatThrownBy(data::iterator).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("its exchange ended").hasMessageContaining("outputType=List");
        assertThatThrownBy(data::openStream).hasMessageContaining("its exchange ended");
        assertThatThrownBy(data::text).hasMessageContaining("its exchange ended");
    }

    @Test
    void aBodyHalfReadWhenItsRouteEndedSaysWhatToDo() throws Exception {
        AtomicReference<Iterator<?>> rows = new AtomicReference<>();
        AtomicReference<InputStream> stream = new AtomicReference<>();
        route(r -> {
            r.from("direct:rows").to(GENERATE).process(e -> {
                rows.set(e.getMessage().getBody(Iterator.class));
                rows.get().next();
            });
            r.from("direct:stream").to(GENERATE).process(e -> {
                stream.set(e.getMessage().getBody(InputStream.class));
                stream.get().read();
            });
        });

        template.sendBody("direct:rows", null);
        template.sendBody("direct:stream", null);

        assertThatThrownBy(() -> rows.get().forEachRemaining(row -> {})).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("its exchange ended");
        assertThatThrownBy(() -> stream.get().readAllBytes()).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("its exchange ended");
    }

    @Test
    void dataInMemoryOutlivesTheExchange() throws Exception {
        route(r -> r.from("direct:a").to(GENERATE).log("${body.format}").process(e -> e.getMessage().getBody(byte[].class)));

        Exchange out = template.request("direct:a", e -> {});

        assertThat(out.getMessage().getBody(List.class)).hasSize(20_000);
    }

    @Test
    void stoppingTheContextCutsUnreadData() {
        template.requestBody(GENERATE, null, GeneratedData.class);

        context.stop();

        SERVICE.findAllUnmatchedRequests();
        assertThat(context.isStopped()).isTrue();
    }
}
