package io.github.cameldatamaker;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a generation with a resumeKey asks for again at its next poll, and what would only be paid for once more. */
@Timeout(120)
class ResumeFinalErrorsTest extends ResumedRoute {

    @BeforeEach
    void hear() {
        bindTold();
    }

    private void start(String more, String message) throws Exception {
        route(r -> r.from(generate("&exceptionHandler=#told" + more)).routeId("rows").process(this::record));
        Awaitility.await().until(() -> errors.size() >= 3);
        assertThat(errors).allSatisfy(error -> assertThat(error).hasMessageContaining(message));
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv" })
    void aRowThatCannotBeBound(String format) throws Exception {
        start("&format=" + format + "&rowType=java.lang.Integer", "option rowType");

        assertThat(requests()).isEqualTo(1);
        assertThat(bodies).isEmpty();
        assertReleased();
    }

    @Test
    void aRowThatIsTooLarge() throws Exception {
        start("&maxInMemorySize=1000&override.segment=" + "x".repeat(20_000), "raise maxInMemorySize");

        assertThat(requests()).isEqualTo(1);
        assertReleased();
    }

    @Test
    void fewerRowsInAWholeDocument() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().fewerRows(1);

        start("", "only 59 rows, and 60 were asked for (option count)");

        assertThat(requests()).isEqualTo(1);
        assertThat(bodies).hasSize(59);
        assertReleased();
    }

    /** The end of CSV is the transport's: one that was cut between two rows looks the same. */
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

        start("&format=" + format, "more rows, and 60 were asked for (option count)");

        assertThat(requests()).isEqualTo(1);
        assertThat(bodies).hasSize(59);
        assertReleased();
    }

    @Test
    void aRequestThatTheServiceRefuses() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().status(422);

        start("", "422");

        assertThat(requests()).isEqualTo(1);
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
