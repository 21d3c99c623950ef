package io.github.cameldatamaker.sandbox.state;

import io.github.cameldatamaker.sandbox.connection.Connection;
import io.github.cameldatamaker.sandbox.file.WorkspaceFile;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.github.cameldatamaker.sandbox.set.SavedSet;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import io.github.cameldatamaker.sandbox.workspace.Budget;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that a workspace holds, at one moment. Faults and recorded requests are not among it: they belong to a test.
 *
 * @param clock      the time of the sandbox
 * @param clockAhead how far its clock had been moved
 */
record WorkspaceState(Instant clock, Duration clockAhead, Budget.Kept budget, List<TemplateStore.Kept> templates,
        ScenarioStore.Kept scenarios, List<SavedSet> sets, List<WorkspaceFile> files, List<Connection> connections,
        Map<String, Boolean> reachable) {

    static WorkspaceState of(Workspace workspace, Duration clockAhead) {
        return new WorkspaceState(workspace.clock().instant(), clockAhead, workspace.budget().keep(),
                workspace.templates().keep(), workspace.scenarios().keep(), workspace.sets().list(), workspace.files().list(),
                workspace.connections().list(), workspace.connections().reachable());
    }

    /** This state with a time that does not go on by itself, so that two without a change between them are equal. */
    WorkspaceState withoutTime() {
        return new WorkspaceState(Instant.EPOCH, clockAhead, budget, templates, scenarios, sets, files, connections, reachable);
    }

    /** Replaces all that the workspace holds. */
    void applyTo(Workspace workspace) {
        workspace.scenarios().restore(scenarios);
        workspace.templates().restore(templates);
        workspace.sets().restore(sets);
        workspace.files().restore(files);
        workspace.connections().restore(connections, reachable);
        workspace.budget().restore(budget);
    }
}
