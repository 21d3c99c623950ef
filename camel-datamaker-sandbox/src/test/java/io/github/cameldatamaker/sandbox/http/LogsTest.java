package io.github.cameldatamaker.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.SandboxClock;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {

    private static final Instant START = Instant.parse("2026-04-12T10:31:00Z");

    @RegisterExtension
    static DataMakerSandboxExtension extension = DataMakerSandboxExtension.builder().clock(SandboxClock.startingAt(START)).build();

    private DataMakerSandbox sandbox;
    private Api api;

    @BeforeEach
    void setUp() {
        sandbox = extension.sandbox();
        sandbox.clock().set(START);
        api = new Api(sandbox);
    }

    /** Reads a followed log in the background. */
    private static final class Following {

        private final HttpResponse<InputStream> response;
        private final StringBuffer read = new StringBuffer();
        private final CompletableFuture<Void> end;

        private Following(Api api, String path, String lastEventId) throws Exception {
            this.response = api.open(path + "?follow=true", lastEventId == null ? "X-None" : "Last-Event-ID", lastEventId == null ? "-" : lastEventId);
            this.end = CompletableFuture.runAsync(this::readAll, task -> new Thread(task).start());
        }

        private void readAll() {
            byte[] buffer = new byte[8192];
            try {
                for (int n = response.body().read(buffer); n >= 0; n = response.body().read(buffer)) {
                    read.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The whole text, once the stream has ended in order. */
        private String whole() {
            end.join();
            return new String(read.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private boolean wasCut() {
            await().until(end::isDone);
            return end.isCompletedExceptionally();
        }

        private List<String> data() {
            return Arrays.stream(whole().split("\n")).filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).toList();
        }
    }

    private String run(String code, Map<String, String> params) {
        String scenario = sandbox.scenarios().add("x", code);
        return "/scenarios/" + scenario + "/runs/" + sandbox.scenarios().start(scenario, params) + "/logs";
    }

    private static String id(String path) {
        return path.split("/")[4];
    }

    private Following follow(String path) throws Exception {
        return new Following(api, path, null);
    }

    private void seconds(long seconds) {
        sandbox.clock().set(START.plusSeconds(seconds));
    }

    @Test
    void theTextIsWhatWasLoggedSoFar() {
        String log = run("# sandbox: duration=10s, lines=5", Map.of());
        HttpResponse<String> empty = api.get(log);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.headers().firstValue("Content-Type").orElseThrow().toLowerCase()).matches("text/plain; ?charset=utf-8");
        assertThat(empty.body()).isEmpty();
        seconds(5);
        assertThat(api.get(log + "?follow=false").body()).isEqualTo("step 1\n{\"level\":\"info\",\"message\":\"step 2\",\"step\":2}\n");
        seconds(10);
        assertThat(api.get(log).body()).endsWith("step 3\nPOST /A_SalesOrder?step=4 -> 201\nstep 5\n").hasLineCount(5);
    }

    @Test
    void literalPrintsAndParamsAreLogged() {
        String log = run(String.join("\n", "# sandbox: lines=12", "import os", "print(\"größe: \\\"x\\\"\")", "  print('two\\nlines')  # comment",
                "print(dm.params[\"size\"])", "print('size', dm.params['size'], dm.params.get('none', 'else'))", "print(f\"{dm.params['size']} of {x}\")",
                "print('{dm.params[\"size\"]}')", "print(len(rows))", "dm.log.warn(\"say \\\"hi\\\"\")", "#print('no')", "print()", "dm.log.info(rows)"),
                Map.of("size", "50"));
        seconds(1);
        assertThat(api.get(log).body()).isEqualTo(String.join("\n", "größe: \"x\"", "two", "lines", "50", "size 50 else", "50 of {x}",
                "{dm.params[\"size\"]}", "{\"level\":\"warn\",\"message\":\"say \\\"hi\\\"\"}", "", "step 10", "step 11", "{\"level\":\"info\",\"message\":\"step 12\",\"step\":12}",
                ""));
    }

    @Test
    void aMissingParamEndsTheLogInATraceback() {
        String log = run("# sandbox: lines=40\nprint('a')\nprint(dm.params['size'])\nprint('b')", Map.of());
        seconds(1);
        assertThat(api.get(log).body()).isEqualTo("a\nTraceback (most recent call last):\nKeyError: 'size'\n");
    }

    @Test
    void linesMayRepeatAndBeLong() {
        String log = run("# sandbox: lines=300, distinct=2, line_length=10000, outcome=failed", Map.of());
        seconds(1);
        List<String> lines = api.get(log).body().lines().toList();
        assertThat(lines).hasSize(300).last().isEqualTo("RuntimeError: the script failed");
        assertThat(lines.subList(0, 299)).allSatisfy(line -> assertThat(line).hasSize(10_000));
        assertThat(lines.subList(0, 299).stream().distinct()).hasSize(2);
        assertThat(Api.json(lines.get(1)).path("message").asText()).startsWith("step 2...");
    }

    @Test
    void aLongLiteralIsPrinted() {
        String log = run("print(\"" + "é".repeat(200_000) + "\")", Map.of());
        seconds(1);
        assertThat(api.get(log).body()).hasSize(200_001);
    }

    @Test
    void followsTheClock() throws Exception {
        String log = run("# sandbox: duration=4s\nprint('a')\nprint('ü')\nprint('')\nprint('d')", Map.of());
        Following following = follow(log);
        assertThat(following.response.statusCode()).isEqualTo(200);
        assertThat(following.response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        seconds(1);
        await().until(() -> following.read.toString().equals("id: 1\nevent: log\ndata: a\n\n"));
        seconds(3);
        await().until(() -> following.read.toString().endsWith("id: 3\nevent: log\ndata: \n\n"));
        seconds(4);
        assertThat(following.whole()).isEqualTo("id: 1\nevent: log\ndata: a\n\nid: 2\nevent: log\ndata: ü\n\nid: 3\nevent: log\ndata: \n\n"
                + "id: 4\nevent: log\ndata: d\n\nevent: end\ndata: done\n\n");
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void resumesAfterTheLastEventId() throws Exception {
        String log = run("# sandbox: duration=4s, lines=4", Map.of());
        seconds(2);
        Following early = new Following(api, log, "1");
        await().until(() -> early.read.toString().contains("id: 2"));
        seconds(9);
        assertThat(early.whole()).startsWith("id: 2\n").endsWith("event: end\ndata: done\n\n");
        assertThat(new Following(api, log, "3").whole()).startsWith("id: 4\n");
        assertThat(new Following(api, log, "4").whole()).isEqualTo("event: end\ndata: done\n\n");
        assertThat(new Following(api, log, "nonsense").whole()).startsWith("id: 1\n");
    }

    @Test
    void beatsEveryFifteenSeconds() throws Exception {
        Following following = follow(run("# sandbox: duration=40s, lines=1", Map.of()));
        seconds(14);
        await().during(Duration.ofMillis(100)).until(() -> following.read.length() == 0);
        seconds(15);
        await().until(() -> following.read.toString().equals(": heartbeat\n\n"));
        seconds(30);
        await().until(() -> following.read.toString().equals(": heartbeat\n\n: heartbeat\n\n"));
        seconds(40);
        assertThat(following.whole()).endsWith("event: end\ndata: done\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "failed", "vanish", "reset"})
    void endsAtOnceWhenSomebodyInterferes(String how) throws Exception {
        String log = run("# sandbox: duration=10s, lines=10", Map.of());
        seconds(1);
        Following following = follow(log);
        await().until(() -> following.read.toString().contains("id: 1"));
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
    void aFollowerThatGoesAwayIsLetGo() throws Exception {
        Following following = follow(run("# sandbox: duration=10s", Map.of()));
        await().until(() -> sandbox.openResponses() == 1);
        following.response.body().close();
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void canBeCutAfterEveryEventAndStillBeReadWhole() throws Exception {
        String log = run("# sandbox: lines=30, distinct=1", Map.of());
        seconds(1);
        sandbox.faults().on("GET", "/scenarios/{id}/runs/{run}/logs").times(30).cutAfterEvents(1);
        for (int i = 0; i < 30; i++) {
            Following cut = new Following(api, log, Integer.toString(i));
            assertThat(cut.wasCut()).isTrue();
            assertThat(cut.read.toString()).isEqualTo("id: " + (i + 1) + "\nevent: log\ndata: step 1\n\n");
        }
        assertThat(new Following(api, log, "30").data()).containsExactly("done");
    }

    @Test
    void canBeCutAtEveryByte() throws Exception {
        String log = run("print('ü')", Map.of());
        seconds(1);
        byte[] whole = follow(log).whole().getBytes(StandardCharsets.UTF_8);
        for (int bytes = 0; bytes < whole.length; bytes++) {
            sandbox.faults().on("GET", log).cutAfter(bytes);
            Following cut = follow(log);
            assertThat(cut.wasCut()).isTrue();
            assertThat(cut.read.toString().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(Arrays.copyOf(whole, bytes));
        }
        sandbox.faults().on("GET", log).endEarlyAfter(5);
        assertThat(follow(log).whole()).isEqualTo("id: 1");
    }

    @Test
    void commentsAreNoEventsToAFault() throws Exception {
        String log = run("# sandbox: duration=40s, lines=2", Map.of());
        sandbox.faults().on("GET", log).cutAfterEvents(1);
        Following cut = follow(log);
        seconds(15);
        await().until(() -> cut.read.toString().equals(": heartbeat\n\n"));
        seconds(40);
        assertThat(cut.wasCut()).isTrue();
        assertThat(cut.read.toString()).isEqualTo(": heartbeat\n\nid: 1\nevent: log\ndata: step 1\n\n");
    }

    @Test
    void anExpiredLogIsGoneAndItsRunIsNot() throws Exception {
        String log = run("x = 1", Map.of());
        sandbox.scenarios().expireLog(id(log));
        for (HttpResponse<String> answer : List.of(api.get(log), api.get(log + "?follow=true"))) {
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(Api.error(answer).path("code").asText()).isEqualTo("log_expired");
        }
        assertThat(api.get(log.replace("/logs", "")).statusCode()).isEqualTo(200);
    }

    @Test
    void aLogExpiresAsThePlanSays() {
        SandboxClock clock = SandboxClock.startingAt(START);
        try (DataMakerSandbox free = DataMakerSandbox.builder().plan(Plan.FREE).clock(clock).start()) {
            String log = "/scenarios/scn_seed_orders/runs/" + free.scenarios().start("scn_seed_orders", Map.of()) + "/logs";
            String kept = run("# sandbox: duration=2s", Map.of());
            clock.advance(Duration.ofDays(14).plusSeconds(2));
            assertThat(new Api(free).get(log).body()).hasLineCount(12).startsWith("seeding 100 orders into regression\n");
            clock.advance(Duration.ofMillis(1));
            assertThat(new Api(free).get(log).statusCode()).isEqualTo(410);
            sandbox.clock().advance(Duration.ofDays(90));
            assertThat(api.get(kept).statusCode()).isEqualTo(200);
            sandbox.clock().advance(Duration.ofSeconds(3));
            assertThat(api.get(kept).statusCode()).isEqualTo(410);
        }
    }

    @Test
    void followMustBeTrueOrFalse() {
        HttpResponse<String> response = api.get(run("x = 1", Map.of()) + "?follow=yes");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
    }

    @Test
    void manyFollowersAndTenThousandLinesInRealTime() throws Exception {
        try (DataMakerSandbox running = DataMakerSandbox.start()) {
            String scenario = running.scenarios().add("x", "# sandbox: duration=300ms, lines=10000, distinct=7");
            String path = "/scenarios/" + scenario + "/runs/" + running.scenarios().start(scenario, Map.of()) + "/logs";
            Api real = new Api(running);
            List<Following> all = List.of(new Following(real, path, null), new Following(real, path, null), new Following(real, path, null));
            List<String> first = all.get(0).data();
            assertThat(first).hasSize(10_001).last().isEqualTo("done");
            assertThat(all).allSatisfy(following -> assertThat(following.data()).isEqualTo(first));
            assertThat(real.get(path).body().lines()).containsExactlyElementsOf(first.subList(0, 10_000));
        }
    }

    @Test
    void closingTheSandboxCutsFollowers() throws Exception {
        DataMakerSandbox closing = DataMakerSandbox.start();
        String scenario = closing.scenarios().add("x", "# sandbox: duration=1h");
        Following following = new Following(new Api(closing),
                "/scenarios/" + scenario + "/runs/" + closing.scenarios().start(scenario, Map.of()) + "/logs", null);
        closing.close();
        closing.close();
        assertThat(following.end).failsWithin(Duration.ofSeconds(10)).withThrowableThat().withRootCauseInstanceOf(IOException.class);
    }
}
