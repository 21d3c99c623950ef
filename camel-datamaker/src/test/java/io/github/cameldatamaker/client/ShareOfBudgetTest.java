package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.session.RouteWaits;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Generation goes first, and all others get their share. */
class ShareOfBudgetTest extends DrivenSandboxTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_product&count=1&outputType=List&maxRateLimitWait=3h";

    private final List<CompletableFuture<Exchange>> generated = new ArrayList<>();

    ShareOfBudgetTest() {
        super(Plan.FREE);
    }

    /** Lets a second pass, with twice as many generations as the minute has requests. */
    private void passSecond() {
        // Only an answer lets others go.
        advanceWhenQuiet(Duration.ofSeconds(1));
        generated.add(send(GENERATE, null));
        generated.add(send(GENERATE, null));
    }

    private CompletableFuture<Exchange> awaitRun(String options) {
        Map<?, ?> created = template.requestBody("datamaker:createScenario",
                Map.of("name", "A scenario", "code", "# sandbox: duration=5s\nprint(\"hello\")"), Map.class);
        String scenario = (String) created.get("id");
        CompletableFuture<Exchange> awaited = send(
                "datamaker:awaitRun?scenario=" + scenario + "&run=" + sandbox.scenarios().start(scenario, Map.of()) + options,
                null);
        RouteWaits held = ComponentInsides.waits(context);
        Awaitility.await().until(() -> held.awaitedRuns() == 1 && nothingIsUnderWay());
        return awaited;
    }

    /** Also with whenRateLimited=fail, because completionTimeout limits polls. */
    @ParameterizedTest
    @ValueSource(strings = { "", "&whenRateLimited=fail", "&maxRateLimitWait=1s" })
    void aRunIsPolledHoweverMuchIsGenerated(String options) {
        CompletableFuture<Exchange> awaited = awaitRun(options);
        for (int i = 0; i < 70; i++) {
            generated.add(send(GENERATE, null));
        }
        Awaitility.await().until(() -> sandbox.requests().size() == 60);

        for (int seconds = 0; seconds < 130 && !awaited.isDone(); seconds++) {
            passSecond();
        }

        Awaitility.await().until(awaited::isDone);
        assertThat(awaited.join().getException()).isNull();
        assertThat(awaited.join().getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("done");
    }

    /** Generation gets more than half of a minute, and each of the others nearly a quarter. */
    @Test
    void generationGetsMost() {
        for (int i = 0; i < 60; i++) {
            template.requestBody("datamaker:listSets?outputType=List", (Object) null);
        }
        for (int i = 0; i < 100; i++) {
            send("datamaker:getRun?scenario=s&run=r&maxRateLimitWait=3h&maxRetries=0", null);
            send("datamaker:getTemplate?template=tmpl_product&maxRateLimitWait=3h", null);
            generated.add(send(GENERATE, null));
        }

        sandbox.clearRequests();
        advanceWhenQuiet(Duration.ofSeconds(61));
        Awaitility.await().until(() -> sandbox.requests().size() == 60 && nothingIsUnderWay());

        assertThat(asked("/generate")).isBetween(28L, 32L);
        assertThat(asked("/runs/r")).isBetween(13L, 17L);
        assertThat(asked("/templates/tmpl_product")).isBetween(13L, 17L);
    }

    private long asked(String end) {
        return sandbox.requests().stream().filter(request -> request.path().endsWith(end)).count();
    }
}
