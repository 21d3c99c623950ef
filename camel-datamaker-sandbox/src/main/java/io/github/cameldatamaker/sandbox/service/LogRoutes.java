package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.ClientConnection;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.scenario.LogStyle;
import io.github.cameldatamaker.sandbox.scenario.Run;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.github.cameldatamaker.sandbox.scenario.Timeline;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The endpoint of logs, as text or followed. */
final class LogRoutes implements Routes {

    private final ScenarioStore scenarios;
    private final Clock clock;
    private final Timeline timeline;

    LogRoutes(ScenarioStore scenarios, Clock clock, Timeline timeline) {
        this.scenarios = scenarios;
        this.clock = clock;
        this.timeline = timeline;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/scenarios/{id}/runs/{run_id}/logs", this::logs);
    }

    private void logs(Context ctx) {
        Run run = scenarios.run(ctx.pathParam("id"), ctx.pathParam("run_id"));
        scenarios.requireLog(run);
        if (!isFollowed(ctx.queryParam("follow"))) {
            Answers.stream(ctx, "text/plain; charset=utf-8", out -> write(run, out));
            return;
        }
        ctx.header("Cache-Control", "no-cache");
        LogStyle style = scenarios.logStyle();
        int from = style.resumes() ? lastEventId(ctx.header("Last-Event-ID")) : 0;
        LogFollower follower = new LogFollower(run, style, from, clock, timeline, ClientConnection.of(ctx));
        Answers.stream(ctx, "text/event-stream", follower::follow);
    }

    private void write(Run run, OutputStream response) throws IOException {
        int logged = run.state(clock.instant()).logged();
        OutputStream out = new BufferedOutputStream(response);
        for (int i = 0; i < logged; i++) {
            out.write(run.line(i).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        out.flush();
    }

    private static boolean isFollowed(String follow) {
        if (follow == null || follow.equals("false")) {
            return false;
        }
        if (follow.equals("true")) {
            return true;
        }
        throw ApiException.validation("follow must be true or false, not '" + follow + "'");
    }

    private static int lastEventId(String header) {
        return header != null && header.matches("\\d{1,9}") ? Integer.parseInt(header) : 0;
    }
}
