package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** More runs start in the same instant than are known by id. None is taken for a known one. */
class RunsAtOnceTest extends DrivenSandboxTest {

    @ParameterizedTest
    @ValueSource(strings = { "logs?follow=true&scenario=", "logs?follow=false&scenario=", "runs?scenario=" })
    void runsAtOnceAreAllDelivered(String uri) throws Exception {
        String scenario = scenario("duration=1s");
        List<String> runs = IntStream.range(0, 150).mapToObj(i -> sandbox.scenarios().start(scenario, Map.of())).toList();
        serverClock.advance(Duration.ofMinutes(1));

        route(r -> r.from("datamaker:" + uri + scenario + "&startFrom=beginning&initialDelay=0&delay=20")
                .filter(r.header("CamelDataMakerRunStatus").isNotNull()).to("mock:ended"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> mock("ended").getReceivedCounter() >= runs.size());

        assertThat(mock("ended").getExchanges()).map(e -> e.getMessage().getHeader("CamelDataMakerRun", String.class))
                .containsExactlyInAnyOrderElementsOf(runs);
    }
}
