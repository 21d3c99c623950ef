package io.github.cameldatamaker.client;

import java.util.List;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.sandbox.Plan;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The error of a request that is held back: what it wants, what is left, until when, and what to do. */
class HeldBackTest extends DrivenSandboxTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_product&outputType=List&maxRateLimitWait=3h&count=";

    HeldBackTest() {
        super(Plan.FREE);
    }

    private long heldBack() {
        return ComponentInsides.waits(context).waiting();
    }

    @Test
    void theErrorOfARouteThatDoesNotWaitSaysHowToWait() {
        template.requestBody(GENERATE + "100&maxRowsPerHour=100", (Object) null);

        assertThat(template.request(GENERATE + "1&maxRowsPerHour=100&whenRateLimited=fail", e -> {}).getException())
                .hasMessageContainingAll(
                        "1 row is wanted, but maxRowsPerHour=100 has 0 left",
                        "whenRateLimited=fail does not wait: use whenRateLimited=wait, with a maxRateLimitWait that is long enough, or raise maxRowsPerHour");
    }

    /** The service does not say how many rows are left. */
    @Test
    void theErrorQuotesTheRefusalOfTheService() {
        send(GENERATE + "20000", null);
        Awaitility.await().until(() -> sandbox.requests().size() == 1 && heldBack() == 1 && nothingIsUnderWay());

        for (String limit : List.of("", "&maxRowsPerHour=50000")) {
            assertThat(template.request(GENERATE.replace("3h", "1500ms") + "20000" + limit, e -> {}).getException())
                    .isInstanceOf(DataMakerRateLimitException.class).hasMessageContainingAll(
                            "20000 rows are wanted, but the service has fewer left in this hour (quota_exceeded). There will be enough in ",
                            "maxRateLimitWait is 1500 ms: raise it", "or ask for fewer rows");
        }
    }

    @Test
    void theErrorSaysThatAMinuteHasNoRequestsLeft() {
        for (int i = 0; i < 60; i++) {
            template.requestBody("datamaker:listTemplates?outputType=List", (Object) null);
        }

        DataMakerRateLimitException failure = (DataMakerRateLimitException) template
                .request("datamaker:getTemplate?template=tmpl_product&maxRateLimitWait=1s", e -> {}).getException();

        assertThat(failure.getMessage())
                .matches("GET /templates/tmpl_product was held back, not sent: 1 request is wanted, but this minute has 0 left. "
                        + "There will be enough in \\d+ s, but maxRateLimitWait is 1 s: raise it");
        assertThat(failure.getStatusCode()).isEqualTo(429);
        assertThat(failure.isNeverSent()).isTrue();
        assertThat(failure.isTemporary()).isTrue();
    }
}
