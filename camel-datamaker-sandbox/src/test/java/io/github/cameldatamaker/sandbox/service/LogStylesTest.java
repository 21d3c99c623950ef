package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.scenario.LogStyle;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Followed logs in other styles, and the number of lines that are kept. */
class LogStylesTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox(Plan.FREE);

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private String finishedRun(String code) {
        String scenario = sandbox.scenarios().add("x", code);
        String log = "/scenarios/" + scenario + "/runs/" + sandbox.scenarios().start(scenario, Map.of()) + "/logs";
        driven.setSeconds(1);
        return log;
    }

    private String followed(LogStyle style, String lastEventId) {
        sandbox.scenarios().setLogStyle(style);
        return new FollowedLog(api, finishedRun("print('a')\nprint('b')"), lastEventId).whole();
    }

    @Test
    void mayLeaveOutIds() {
        assertThat(followed(LogStyle.OURS.withoutIds(), null))
                .isEqualTo("event: log\ndata: a\n\nevent: log\ndata: b\n\nevent: end\ndata: done\n\n");
    }

    @Test
    void mayLeaveOutNames() {
        assertThat(followed(LogStyle.OURS.withoutNames(), null)).isEqualTo("id: 1\ndata: a\n\nid: 2\ndata: b\n\n");
    }

    @Test
    void mayLeaveOutTheEnd() {
        assertThat(followed(LogStyle.OURS.withoutEnd(), "1")).isEqualTo("id: 2\nevent: log\ndata: b\n\n");
    }

    @Test
    void mayStartFromTheFirstLine() {
        assertThat(followed(LogStyle.OURS.withoutResume(), "1")).startsWith("id: 1\n").endsWith("event: end\ndata: done\n\n");
    }

    @Test
    void mayBeginWithARetry() {
        assertThat(followed(LogStyle.OURS.withRetry(Duration.ofMillis(50)), "1")).startsWith("retry: 50\n\nid: 2\n");
    }

    @Test
    void aResetRestoresOurStyle() {
        sandbox.scenarios().setLogStyle(LogStyle.OURS.withoutIds());
        sandbox.reset();
        assertThat(new FollowedLog(api, finishedRun("print('a')"), null).whole()).startsWith("id: 1\n");
    }

    @Test
    void theFirst5000LinesAreKeptOnPlanFree() {
        String log = finishedRun("# sandbox: lines=6000");
        assertThat(api.get(log).body().lines()).hasSize(5000).last().isEqualTo("step 5000");
        assertThat(new FollowedLog(api, log, null).data()).hasSize(5001).startsWith("step 1").endsWith("done");
        assertThat(Plan.PRO.logLinesPerRun()).isEqualTo(100_000);
    }
}
