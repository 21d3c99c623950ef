package io.github.cameldatamaker.consume;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.github.cameldatamaker.generate.GeneratedData;
import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.session.DataMakerMetrics;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A generation that resumes ends with its reader: nothing more is asked and paid for. */
class ResumeEndsTest extends OwnSandboxTest {

    private static final int ROWS = 200;
    private static final String GENERATE = "datamaker:generate?template=tmpl_customer&seed=s&count=" + ROWS;

    private Faults.Rule generate() {
        return sandbox.faults().on("POST", "/templates/{id}/generate");
    }

    /** A request that is held back, and the wait for the next one. */
    @ParameterizedTest
    @ValueSource(ints = { 429, 503 })
    void itEndsWithItsRoute(int status) throws Exception {
        DataMakerMetrics metrics = ComponentInsides.metrics(context);
        context.getShutdownStrategy().setTimeout(600);
        generate().times(1).cutAfter(7_000);
        generate().always().status(status);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        route(r -> {
            r.onException(Throwable.class).handled(true)
                    .process(e -> failures.add(e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
            r.from("timer:once?repeatCount=1&delay=0").routeId("waits")
                    .to(GENERATE + "&outputType=Bytes&maxRateLimitWait=1h&retryBackoff=30m&maxRetryBackoff=30m");
        });
        Awaitility.await().until(() -> sandbox.requests().size() == 2 && metrics.getRequestsWaiting() == 1);

        context.getRouteController().stopRoute("waits");

        assertThat(failures).singleElement().isInstanceOf(DataMakerTruncatedException.class);
        assertThat(sandbox.requests()).hasSize(2);
        assertThat(metrics.getRequestsWaiting()).isZero();
    }

    @Test
    void itEndsWhenItsThreadIsInterrupted() throws Exception {
        generate().times(1).cutAfter(7_000);
        generate().always().neverRespond();
        GeneratedData data = template.requestBody(GENERATE + "&responseTimeout=5m", null, GeneratedData.class);
        CompletableFuture<Exception> failure = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                failure.complete(new IllegalStateException("it has " + data.list().size() + " rows"));
            } catch (DataMakerException e) {
                failure.complete(e);
            }
        });
        reader.start();
        Awaitility.await().until(() -> sandbox.requests().size() == 2);

        reader.interrupt();

        assertThat(failure.get(1, TimeUnit.MINUTES)).isInstanceOf(DataMakerTruncatedException.class);
        assertThat(sandbox.requests()).hasSize(2);
    }

    @Test
    void itDoesNotOutliveItsContext() {
        generate().always().cutAfter(600_000);
        Iterator<?> rows = template.requestBody(GENERATE.replace("" + ROWS, "5000") + "&outputType=Iterator", null,
                Iterator.class);
        rows.next();
        context.stop();

        assertThatThrownBy(() -> rows.forEachRemaining(row -> {})).isInstanceOf(DataMakerTruncatedException.class)
                .satisfies(broken -> assertThat(broken.getSuppressed()).singleElement()
                        .satisfies(cause -> assertThat(cause).isInstanceOf(DataMakerException.class)
                                .hasMessageContaining("datamaker:generate has stopped")));
    }
}
