package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.connection.ConnectionStore;
import io.github.cameldatamaker.sandbox.file.FileStore;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.github.cameldatamaker.sandbox.scenario.Timeline;
import io.github.cameldatamaker.sandbox.set.SetStore;
import io.github.cameldatamaker.sandbox.template.TemplateStore;

/** What the workspace holds, a store for each group of the contract. */
public record SandboxState(TemplateStore templates, SetStore sets, FileStore files, ConnectionStore connections,
        ScenarioStore scenarios, Timeline timeline) {
}
