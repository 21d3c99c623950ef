package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.json.ReadOnceStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel's stream caching, on by default: generated data is not read by it. */
class StreamCachingTest extends WireMockRouteTest {

    @BeforeEach
    void answerRows() {
        answerJson("[{\"a\":1},{\"a\":2}]");
        assertThat(context.isStreamCaching()).isTrue();
    }

    @Test
    void generatedDataIsLeftAsItIs() throws Exception {
        route(r -> r.from("direct:a").streamCache("true").to("datamaker:generate?template=t&count=2").to("direct:b"));
        route(r -> r.from("direct:b").streamCache("true")
                .process(e -> assertThat(e.getMessage().getBody()).isInstanceOf(GeneratedData.class))
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).extracting(e -> e.getMessage().getBody(Map.class).get("a")).containsExactly(1, 2);
    }

    @Test
    void outputTypeStreamIsNotCachedInLaterRoutesEither() throws Exception {
        route(r -> r.from("direct:a").streamCache("true").to("datamaker:generate?template=t&count=2&outputType=Stream")
                .to("direct:b"));
        route(r -> r.from("direct:b").streamCache("true").process(StreamCachingTest::readsFromTheService).to("mock:done"));

        template.sendBody("direct:a", null);

        assertThat(mock("done").getExchanges()).hasSize(1);
    }

    private static void readsFromTheService(Exchange exchange) throws IOException {
        assertThat(exchange.getMessage().getBody()).isInstanceOf(ReadOnceStream.class).asString().contains("/generate");
        assertThat(exchange.getMessage().getBody(InputStream.class).readAllBytes()).hasSize(17);
    }

    /** Camel forgets there that the exchange does without. */
    @Test
    void outputTypeStreamIsNotCachedBehindCopiesEither() throws Exception {
        String uri = "datamaker:generate?template=t&count=2&outputType=Stream";
        route(r -> {
            r.from("direct:breaker").streamCache("true").circuitBreaker().to(uri).end()
                    .process(StreamCachingTest::readsFromTheService)
                    .to("mock:done");
            r.from("direct:enrich").streamCache("true").enrich(uri).to("log:before")
                    .process(StreamCachingTest::readsFromTheService).to("mock:done");
            r.from("direct:pollEnrich").streamCache("true").pollEnrich(uri).to("log:before")
                    .process(StreamCachingTest::readsFromTheService)
                    .to("mock:done");
            r.from("direct:converted").streamCache("true").to("datamaker:generate?template=t&count=2")
                    .convertBodyTo(InputStream.class)
                    .to("log:before").process(StreamCachingTest::readsFromTheService).to("mock:done");
        });

        for (String route : List.of("direct:breaker", "direct:enrich", "direct:pollEnrich", "direct:converted")) {
            template.sendBody(route, null);
        }

        assertThat(mock("done").getExchanges()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aLogReadsNothingOfAStreamThatIsHalfRead(boolean caching) throws Exception {
        List<Object> read = new ArrayList<>();
        route(r -> r.from("direct:a").streamCache(String.valueOf(caching))
                .to("datamaker:generate?template=t&count=2&outputType=Stream")
                .process(e -> read.add(e.getMessage().getBody(InputStream.class).read()))
                .to("log:half?showAll=true&showStreams=true")
                .process(e -> read.add(e.getMessage().getBody(String.class))));

        template.sendBody("direct:a", null);

        assertThat(read).containsExactly((int) '[', "{\"a\":1},{\"a\":2}]");
    }

    @Test
    void aStreamThatIsReadSaysSoToTheNextStep() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&outputType=Stream")
                .process(e -> e.getMessage().getBody(InputStream.class).readAllBytes())
                .process(e -> e.getMessage().getBody(InputStream.class).readAllBytes()));

        assertThat(template.request("direct:a", e -> {}).getException()).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("already read").hasMessageContaining("outputType=List");
    }

    /** It would write the rest of the stream, as if that were all. */
    @Test
    void aStreamIsNotReadOnByARedelivery() throws Exception {
        List<Integer> read = new ArrayList<>();
        route(r -> {
            r.errorHandler(r.defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
            r.from("direct:a").to("datamaker:generate?template=t&count=2&outputType=Stream").process(e -> {
                read.add(e.getMessage().getBody(InputStream.class).read());
                throw new IllegalStateException("first failure");
            });
        });

        assertThat(template.request("direct:a", e -> {}).getException()).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("already read");

        assertThat(read).containsExactly((int) '[');
    }

    @Test
    void aRouteWithoutCachingSeesTheSame() throws Exception {
        route(r -> r.from("direct:a").noStreamCaching().to("datamaker:generate?template=t&count=2").split(r.body()).streaming()
                .to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(2);
    }
}
