package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedLogsTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private String run(String code, Map<String, String> params) {
        String scenario = sandbox.scenarios().add("x", code);
        return "/scenarios/" + scenario + "/runs/" + sandbox.scenarios().start(scenario, params) + "/logs";
    }

    private static String id(String path) {
        return path.split("/")[4];
    }

    private FollowedLog follow(String path) {
        return new FollowedLog(api, path, null);
    }

    @Test
    void followsTheClock() {
        String log = run("# sandbox: duration=4s\nprint('a')\nprint('ü')\nprint('')\nprint('d')", Map.of());
        FollowedLog following = follow(log);
        assertThat(following.body.head().statusCode()).isEqualTo(200);
        assertThat(following.body.head().headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        driven.setSeconds(1);
        await().until(() -> following.text().equals("id: 1\nevent: log\ndata: a\n\n"));
        driven.setSeconds(3);
        await().until(() -> following.text().endsWith("id: 3\nevent: log\ndata: \n\n"));
        driven.setSeconds(4);
        assertThat(following.whole())
                .isEqualTo("id: 1\nevent: log\ndata: a\n\nid: 2\nevent: log\ndata: ü\n\nid: 3\nevent: log\ndata: \n\n"
                        + "id: 4\nevent: log\ndata: d\n\nevent: end\ndata: done\n\n");
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void resumesAfterTheLastEventId() {
        String log = run("# sandbox: duration=4s, lines=4", Map.of());
        driven.setSeconds(2);
        FollowedLog early = new FollowedLog(api, log, "1");
        await().until(() -> early.text().contains("id: 2"));
        driven.setSeconds(9);
        assertThat(early.whole()).startsWith("id: 2\n").endsWith("event: end\ndata: done\n\n");
        assertThat(new FollowedLog(api, log, "3").whole()).startsWith("id: 4\n");
        assertThat(new FollowedLog(api, log, "4").whole()).isEqualTo("event: end\ndata: done\n\n");
        assertThat(new FollowedLog(api, log, "nonsense").whole()).startsWith("id: 1\n");
    }

    @Test
    void sendsAHeartbeatEveryFifteenSeconds() {
        FollowedLog following = follow(run("# sandbox: duration=40s, lines=1", Map.of()));
        driven.setSeconds(14);
        await().during(Duration.ofMillis(100)).until(() -> following.text().isEmpty());
        driven.setSeconds(15);
        await().until(() -> following.text().equals(": heartbeat\n\n"));
        driven.setSeconds(30);
        await().until(() -> following.text().equals(": heartbeat\n\n: heartbeat\n\n"));
        driven.setSeconds(40);
        assertThat(following.whole()).endsWith("event: end\ndata: done\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "cancelled", "failed", "vanish", "reset" })
    void endsAtOnceWhenSomebodyInterferes(String how) {
        String log = run("# sandbox: duration=10s, lines=10", Map.of());
        driven.setSeconds(1);
        FollowedLog following = follow(log);
        await().until(() -> following.text().contains("id: 1"));
        switch (how) {
            case "cancelled" -> api.delete(log.replace("/logs", ""));
            case "failed" -> sandbox.scenarios().setStatus(id(log), "failed");
            case "vanish" -> sandbox.scenarios().vanish(id(log));
            default -> sandbox.reset();
        }
        if (how.equals("vanish") || how.equals("reset")) {
            assertThat(following.wasCut()).isTrue();
            assertThat(api.get(log).statusCode()).isEqualTo(404);
        } else {
            assertThat(following.whole()).endsWith("event: end\ndata: " + how + "\n\n");
        }
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void endsWhenTheFollowerGoes() {
        FollowedLog following = follow(run("# sandbox: duration=10s", Map.of()));
        await().until(() -> sandbox.openResponses() == 1);
        following.body.cancel();
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void canBeCutAfterEveryEventAndStillBeReadWhole() {
        String log = run("# sandbox: lines=30, distinct=1", Map.of());
        driven.setSeconds(1);
        sandbox.faults().on("GET", "/scenarios/{id}/runs/{run}/logs").times(30).cutAfterEvents(1);
        for (int i = 0; i < 30; i++) {
            FollowedLog cut = new FollowedLog(api, log, Integer.toString(i));
            assertThat(cut.wasCut()).isTrue();
            assertThat(cut.text()).isEqualTo("id: " + (i + 1) + "\nevent: log\ndata: step 1\n\n");
        }
        assertThat(new FollowedLog(api, log, "30").data()).containsExactly("done");
    }

    @Test
    void canBeCutAtEveryByte() {
        String log = run("print('ü')", Map.of());
        driven.setSeconds(1);
        byte[] whole = follow(log).whole().getBytes(StandardCharsets.UTF_8);
        for (int bytes = 0; bytes < whole.length; bytes++) {
            sandbox.faults().on("GET", log).cutAfter(bytes);
            FollowedLog cut = follow(log);
            assertThat(cut.wasCut()).isTrue();
            assertThat(cut.body.bytes()).isEqualTo(Arrays.copyOf(whole, bytes));
        }
        sandbox.faults().on("GET", log).endEarlyAfter(5);
        assertThat(follow(log).whole()).isEqualTo("id: 1");
    }

    @Test
    void aFaultDoesNotCountComments() {
        String log = run("# sandbox: duration=40s, lines=2", Map.of());
        sandbox.faults().on("GET", log).cutAfterEvents(1);
        FollowedLog cut = follow(log);
        driven.setSeconds(15);
        await().until(() -> cut.text().equals(": heartbeat\n\n"));
        driven.setSeconds(40);
        assertThat(cut.wasCut()).isTrue();
        assertThat(cut.text()).isEqualTo(": heartbeat\n\nid: 1\nevent: log\ndata: step 1\n\n");
    }

    @Test
    void manyFollowersGetTenThousandLinesInRealTime() {
        try (DataMakerSandbox running = DataMakerSandbox.start()) {
            String scenario = running.scenarios().add("x", "# sandbox: duration=300ms, lines=10000, distinct=7");
            String path = "/scenarios/" + scenario + "/runs/" + running.scenarios().start(scenario, Map.of()) + "/logs";
            Api real = new Api(running);
            List<FollowedLog> all = List.of(new FollowedLog(real, path, null), new FollowedLog(real, path, null),
                    new FollowedLog(real, path, null));
            List<String> first = all.get(0).data();
            assertThat(first).hasSize(10_001).last().isEqualTo("done");
            assertThat(all).allSatisfy(following -> assertThat(following.data()).isEqualTo(first));
            assertThat(real.get(path).body().lines()).containsExactlyElementsOf(first.subList(0, 10_000));
        }
    }

    @Test
    void closingTheSandboxCutsFollowers() {
        DataMakerSandbox closing = DataMakerSandbox.start();
        String scenario = closing.scenarios().add("x", "# sandbox: duration=1h");
        FollowedLog following = new FollowedLog(new Api(closing),
                "/scenarios/" + scenario + "/runs/" + closing.scenarios().start(scenario, Map.of()) + "/logs", null);
        closing.close();
        closing.close();
        assertThat(following.body.end()).failsWithin(Duration.ofSeconds(60)).withThrowableThat()
                .withRootCauseInstanceOf(IOException.class);
    }
}
