package io.github.cameldatamaker.generate;

import java.io.InputStream;
import java.util.Map;

import io.github.cameldatamaker.WireMockRouteTest;
import org.apache.camel.StreamCache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        route(r -> r.from("direct:b").streamCache("true").process(e -> assertThat(e.getMessage().getBody()).isInstanceOf(GeneratedData.class))
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).extracting(e -> e.getMessage().getBody(Map.class).get("a")).containsExactly(1, 2);
    }

    @Test
    void outputTypeStreamIsNotCachedInLaterRoutesEither() throws Exception {
        route(r -> r.from("direct:a").streamCache("true").to("datamaker:generate?template=t&count=2&outputType=Stream").to("direct:b"));
        route(r -> r.from("direct:b").streamCache("true").process(e -> {
            assertThat(e.getMessage().getBody()).isInstanceOf(InputStream.class).isNotInstanceOf(StreamCache.class);
            assertThat(e.getMessage().getBody(InputStream.class).readAllBytes()).hasSize(17);
        }).to("mock:done"));

        template.sendBody("direct:a", null);

        assertThat(mock("done").getExchanges()).hasSize(1);
    }

    @Test
    void aRouteWithoutCachingSeesTheSame() throws Exception {
        route(r -> r.from("direct:a").noStreamCaching().to("datamaker:generate?template=t&count=2").split(r.body()).streaming()
                .to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(2);
    }
}
