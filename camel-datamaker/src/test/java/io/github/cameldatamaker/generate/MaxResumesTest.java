package io.github.cameldatamaker.generate;

import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.sandbox.fault.Faults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The error of a generation that breaks each time. */
class MaxResumesTest extends SandboxRouteTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_customer&seed=s&count=200&outputType=List&maxResumes=";

    @BeforeEach
    void forgetFaults() {
        sandbox().faults().clear();
    }

    private Exception failure(String options) {
        return template.request(GENERATE + options, e -> {}).getException();
    }

    private static Faults.Rule breaking() {
        return sandbox().faults().on("POST", "/templates/{id}/generate").always();
    }

    @ParameterizedTest
    @ValueSource(strings = { "broke off", "ended", "silent" })
    void theErrorSaysThatAllResumesAreUsed(String how) {
        switch (how) {
            case "broke off" -> breaking().cutAfter(5_000);
            case "ended" -> breaking().endEarlyAfter(5_000);
            default -> breaking().stallAfter(5_000);
        }

        Exception failure = failure("2&idleTimeout=300ms");

        assertThat(failure)
                .isExactlyInstanceOf(how.equals("silent") ? DataMakerTimeoutException.class : DataMakerTruncatedException.class)
                .hasMessageContaining(
                        "It was resumed 2 times, and maxResumes=2 allows no more. Raise it, or generate less at a time")
                .hasCauseExactlyInstanceOf(failure.getClass());
        assertThat(failure).hasMessageContaining(how.equals("silent") ? "idleTimeout" : how);
        assertReleased();
    }

    @Test
    void theErrorOfOneResumeSaysOnce() {
        breaking().cutAfter(5_000);

        assertThat(failure("1")).hasMessageContaining("It was resumed once, and maxResumes=1 allows no more");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void theErrorDoesNotMentionResumesThatAreOff(boolean cut) {
        Faults.Rule rule = breaking();
        if (cut) {
            rule.cutAfter(5_000);
        } else {
            rule.endEarlyAfter(5_000);
        }

        assertThat(failure("0")).isExactlyInstanceOf(DataMakerTruncatedException.class).hasMessageNotContaining("maxResumes");
    }
}
