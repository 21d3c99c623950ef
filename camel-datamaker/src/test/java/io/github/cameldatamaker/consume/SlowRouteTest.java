package io.github.cameldatamaker.consume;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that loses its patience with a route that reads too slowly. */
class SlowRouteTest extends DrivenSandboxTest {

    private final List<Object> rows = new CopyOnWriteArrayList<>();

    private Exchange generate(Duration timePerRow, String options) throws Exception {
        sandbox.faults().on("POST", "/templates/{id}/generate").always().cutAfter(5_000);
        route(r -> r.from("direct:slow").to("datamaker:generate?template=tmpl_customer&seed=s&count=200" + options)
                .split(r.body()).streaming().process(e -> {
                    rows.add(e.getMessage().getBody());
                    time.advance(timePerRow);
                }));
        return template.request("direct:slow", e -> {});
    }

    private long generations() {
        return sandbox.requests().stream().filter(request -> request.path().endsWith("/generate")).count();
    }

    @Test
    void theErrorSaysWhatToDo() throws Exception {
        Exception failure = generate(Duration.ofSeconds(20), "&maxResumes=2").getException();

        assertThat(failure).hasRootCauseInstanceOf(IOException.class);
        assertThat(failure).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("It was resumed 2 times, and maxResumes=")
                .hasMessageContaining(
                        " s between two reads, so the service may have cut the connection. Read faster: outputType=List");
        assertThat(generations()).isEqualTo(3);
        assertThat(rows).isNotEmpty().doesNotHaveDuplicates();
        assertReleased();
    }

    /** The error of a fast route whose connection breaks does not mention its pace. */
    @Test
    void theErrorOfAFastRouteDoesNotMentionItsPace() throws Exception {
        Exception failure = generate(Duration.ofMillis(10), "&maxResumes=1").getException();

        assertThat(failure).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("It was resumed once, and maxResumes=")
                .hasMessageNotContaining("patience");
        assertThat(generations()).isEqualTo(2);
    }
}
