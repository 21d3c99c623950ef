package io.github.cameldatamaker.sandbox.platform;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** The project and team that something belongs to. A request that names one, by its header, sees nothing of others. */
record Scope(String projectId, String teamId) {

    /** Where the ready-made things are, and those of requests that name neither. */
    static final Scope SANDBOX = new Scope("project_sandbox", "team_sandbox");

    private static Optional<String> project(Context ctx) {
        return Optional.ofNullable(ctx.header("X-Project-Id"));
    }

    private static Optional<String> team(Context ctx) {
        return Optional.ofNullable(ctx.header("X-Team-Id"));
    }

    /** The one of a request's headers. */
    static Scope of(Context ctx) {
        return new Scope(project(ctx).orElse(SANDBOX.projectId()), team(ctx).orElse(SANDBOX.teamId()));
    }

    boolean isSeenBy(Context ctx) {
        return project(ctx).filter(other -> !other.equals(projectId)).isEmpty()
                && team(ctx).filter(other -> !other.equals(teamId)).isEmpty();
    }

    void addTo(Map<String, Object> json) {
        json.put("projectId", projectId);
        json.put("teamId", teamId);
    }
}
