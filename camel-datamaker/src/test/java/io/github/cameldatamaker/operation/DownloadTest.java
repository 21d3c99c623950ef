package io.github.cameldatamaker.operation;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.json.ReadOnceStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A download is a stream like those of camel-http: cached if the route caches streams, else the stream of the service. */
class DownloadTest extends WireMockRouteTest {

    private static final String DOWNLOAD = "datamaker:downloadFile?file=f";
    private static final String CONTENT = "0123456789".repeat(100_000);

    @TempDir
    Path folder;

    @BeforeEach
    void answerMoreThanTheBuffersHold() {
        answer(aResponse().withHeader("Content-Type", "text/plain").withBody(CONTENT));
    }

    @Test
    void itCanBeReadAgainAndAfterItsExchange() throws Exception {
        route(r -> r.from("direct:a").to(DOWNLOAD).to("log:file").convertBodyTo(String.class, "UTF-8").to("mock:text"));
        route(r -> r.from("direct:last").to(DOWNLOAD));

        template.sendBody("direct:a", null);

        assertThat(mock("text").getExchanges().get(0).getMessage().getBody()).isEqualTo(CONTENT);
        assertThat(template.requestBody("direct:last", null, String.class)).isEqualTo(CONTENT);
        assertReleased();
    }

    @Test
    void twoBranchesGetAllOfItEach() throws Exception {
        route(r -> r.from("direct:a").to(DOWNLOAD).multicast().parallelProcessing()
                .to("file:" + folder + "?fileName=one", "file:" + folder + "?fileName=other"));

        template.sendBody("direct:a", null);

        assertThat(folder.resolve("one")).hasContent(CONTENT);
        assertThat(folder.resolve("other")).hasContent(CONTENT);
        assertReleased();
    }

    @Test
    void withoutStreamCachingItIsNotHeldInMemory() throws Exception {
        route(r -> r.from("direct:a").noStreamCaching().to(DOWNLOAD)
                .process(e -> assertThat(e.getMessage().getBody()).isInstanceOf(ReadOnceStream.class))
                .to("file:" + folder + "?fileName=f"));

        template.sendBody("direct:a", null);

        assertThat(folder.resolve("f")).hasContent(CONTENT);
        assertReleased();
    }

    @Test
    void withoutStreamCachingItSaysThatItsExchangeIsOver() throws Exception {
        route(r -> {
            r.from("direct:unread").noStreamCaching().to(DOWNLOAD);
            r.from("direct:half").noStreamCaching().to(DOWNLOAD).process(e -> e.getMessage().getBody(InputStream.class).read());
        });

        for (String uri : List.of("direct:unread", "direct:half")) {
            InputStream body = template.requestBody(uri, null, InputStream.class);
            assertThatThrownBy(body::readAllBytes).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining("its exchange ended")
                    .hasMessageContaining("streamCaching");
        }
        assertReleased();
    }

    @Test
    void theCallerOfAProducerTemplateReadsAndCloses() throws Exception {
        InputStream body = template.requestBody(DOWNLOAD, null, InputStream.class);
        assertThat(body.read()).isEqualTo('0');

        body.close();

        assertReleased();
        assertThatThrownBy(body::read).isInstanceOf(DataMakerException.class).hasMessageContaining("was closed after");
    }

    @Test
    void aBreakDuringCachingFailsTheDownload() throws Exception {
        answer(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        route(r -> r.from("direct:a").to(DOWNLOAD).to("mock:never"));

        Exchange failed = template.request("direct:a", e -> {});

        assertThat(failed.getException()).isInstanceOf(DataMakerTruncatedException.class);
        assertThat(mock("never").getReceivedCounter()).isZero();
        assertReleased();
    }
}
