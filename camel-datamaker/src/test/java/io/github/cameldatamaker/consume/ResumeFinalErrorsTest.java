package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which failures of a resumeKey the next poll repeats, and which it does not because they would only cost again. */
@Timeout(120)
class ResumeFinalErrorsTest extends ResumedRoute {

    @BeforeEach
    void hear() {
        bindTold();
    }

    /** A final failure is reported once, by the exception handler and by the health. */
    private void startInVain(String more, String message) throws Exception {
        startUriInVain(generate("&exceptionHandler=#told" + more), message);
    }

    private void startUriInVain(String uri, String message) throws Exception {
        route(r -> r.from(uri).routeId("rows").process(this::record));
        Awaitility.await().until(() -> !errors.isEmpty());
        Awaitility.await().during(Duration.ofMillis(300)).until(() -> errors.size() == 1);
        assertThat(errors.get(0)).isInstanceOf(DataMakerException.class).hasMessageContainingAll(
                message,
                "resumeKey=k sends no request until its route starts again. Fix the cause first, or use another resumeKey to begin anew");
        assertThat(requests()).isEqualTo(1);
        assertThat(HealthCheckHelper.invoke(context).stream().filter(result -> result.getCheck().getId().endsWith("rows")))
                .isNotEmpty().allSatisfy(
                        result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN));
    }

    private void start(String more, String message) throws Exception {
        route(r -> r.from(generate("&exceptionHandler=#told" + more)).routeId("rows").process(this::record));
        Awaitility.await().until(() -> errors.size() >= 3);
        assertThat(errors).allSatisfy(error -> assertThat(error).hasMessageContaining(message));
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv" })
    void aRowThatCannotBeBound(String format) throws Exception {
        startInVain("&format=" + format + "&rowType=java.lang.Integer", "option rowType");

        assertThat(bodies).isEmpty();
        assertReleased();
    }

    @Test
    void aRowThatIsTooLarge() throws Exception {
        Map<?, ?> created = template.requestBody("datamaker:createTemplate", Map.of("name", "Large", "fields", List.of(
                Map.of("name", "text", "type", "enum", "options", Map.of("values", List.of("x".repeat(20_000)))))), Map.class);

        startUriInVain(
                generate("&exceptionHandler=#told&maxInMemorySize=1000").replace("tmpl_customer", (String) created.get("id")),
                "raise maxInMemorySize");

        assertReleased();
    }

    @Test
    void fewerRowsInAWholeDocument() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().fewerRows(1);

        startInVain("", "only 59 rows, but 60 were asked for (option count)");

        assertThat(bodies).hasSize(59);
        assertReleased();
    }

    /** CSV ends with its transport: a cut between two rows looks the same. */
    @Test
    void fewerRowsOfCsv() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(3).fewerRows(1);

        start("&format=csv", "only 59 rows");

        awaitOver("rows");
        assertThat(requests()).isEqualTo(4);
        assertThat(bodies).hasSize(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv" })
    void moreRows(String format) throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().extraRows(1);

        startInVain("&format=" + format, "more than the 60 rows that were asked for (option count)");

        assertThat(bodies).hasSize(59);
        assertReleased();
    }

    @Test
    void aRequestThatTheServiceRefuses() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().status(422);

        startInVain("", "422");
    }

    /** After the cause is fixed, the generation resumes. */
    @Test
    void aRouteThatIsStartedAgain() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(1).status(422);
        startInVain("", "422");

        stop("rows");
        start("rows");

        awaitEnd("rows");
        assertThat(bodies).hasSize(ROWS);
        assertThat(errors).hasSize(1);
    }

    /** When Camel cancels the task, it interrupts the thread on which the exception handler runs. */
    @Test
    void anExceptionHandlerMayTakeItsTime() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().status(422);
        AtomicBoolean interrupted = new AtomicBoolean();
        route(r -> {
            r.onException(DataMakerException.class).handled(true).process(exchange -> {
                interrupted.set(Thread.currentThread().isInterrupted());
                errors.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
            });
            r.from(generate("&bridgeErrorHandler=true")).routeId("rows").process(this::record);
        });

        Awaitility.await().until(() -> errors.size() == 1);
        assertThat(interrupted).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 403, 408, 500, 503 })
    void aServiceThatFails(int status) throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(3).status(status);

        start("&maxRetries=0", String.valueOf(status));

        awaitOver("rows");
        assertThat(requests()).isEqualTo(4);
        assertThat(bodies).hasSize(ROWS);
    }

    @Test
    void aDocumentThatIsCutShort() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(3).endEarlyAfter(9_000);

        start("&resume=false", "");

        awaitOver("rows");
        assertThat(requests()).isEqualTo(4);
        assertThat(bodies).hasSize(ROWS);
    }

    @Test
    void noConnection() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(3).disconnect();

        start("&maxRetries=0", "");

        awaitOver("rows");
        assertThat(bodies).hasSize(ROWS);
    }
}
