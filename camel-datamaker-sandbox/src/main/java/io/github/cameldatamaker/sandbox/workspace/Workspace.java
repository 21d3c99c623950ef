package io.github.cameldatamaker.sandbox.workspace;

import io.github.cameldatamaker.sandbox.connection.ConnectionStore;
import io.github.cameldatamaker.sandbox.file.FileStore;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.github.cameldatamaker.sandbox.scenario.Timeline;
import io.github.cameldatamaker.sandbox.set.SetStore;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateFiles;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a workspace of the service holds, one store for each group of the contract, and what it may use. */
public final class Workspace implements AutoCloseable {

    private final Clock clock;
    private final Optional<Path> templateFolder;
    private final TemplateStore templates;
    private final SetStore sets;
    private final FileStore files;
    private final ConnectionStore connections;
    private final Timeline timeline;
    private final ScenarioStore scenarios;
    private final Budget budget;

    /**
     * A new workspace.
     *
     * @param templateFolder whose *.json files are templates, now and after each reset
     * @throws java.io.UncheckedIOException if that folder cannot be read
     * @throws IllegalArgumentException     if a file in it is no template; the message names the file
     */
    public Workspace(Clock clock, Limits limits, Optional<Path> templateFolder) {
        this.clock = clock;
        this.templateFolder = templateFolder;
        this.templates = new TemplateStore(clock);
        this.sets = new SetStore(clock);
        this.files = new FileStore(clock);
        this.connections = new ConnectionStore(clock);
        loadTemplates();
        this.timeline = new Timeline(clock);
        this.scenarios = new ScenarioStore(clock, timeline, limits.logLinesPerRun(), limits.logsKept());
        this.budget = new Budget(limits, clock);
    }

    public Clock clock() {
        return clock;
    }

    public TemplateStore templates() {
        return templates;
    }

    public SetStore sets() {
        return sets;
    }

    public FileStore files() {
        return files;
    }

    public ConnectionStore connections() {
        return connections;
    }

    public ScenarioStore scenarios() {
        return scenarios;
    }

    public Timeline timeline() {
        return timeline;
    }

    public Budget budget() {
        return budget;
    }

    /**
     * Adds a template as POST /templates does, but with the {@code id} and {@code createdAt} that are given.
     *
     * @return its id
     * @throws io.github.cameldatamaker.sandbox.error.ApiException if the template is not valid or the id is taken
     */
    public String addTemplate(Map<?, ?> template) {
        return TemplateFiles.add(templates, template, clock.instant()).id();
    }

    /**
     * Adds the templates of a folder, as at the start. If one is not valid, those before it stay.
     *
     * @return their ids
     * @throws java.io.UncheckedIOException if that folder cannot be read
     * @throws IllegalArgumentException     if a file in it is no template; the message names the file
     */
    public List<String> loadTemplates(Path folder) {
        return TemplateFiles.load(templates, folder, clock.instant()).stream().map(Template::id).toList();
    }

    /** Makes everything as it was at the start. The clock stays where it is. */
    public void reset() {
        budget.reset();
        sets.clear();
        files.clear();
        connections.clear();
        scenarios.clear();
        // The store's own lock: a client that still sends requests finds the old templates or the new ones, never none.
        synchronized (templates) {
            templates.clear();
            loadTemplates();
        }
    }

    /** Ends what waits for a run, and deletes the files. */
    @Override
    public void close() {
        timeline.close();
        files.close();
    }

    private void loadTemplates() {
        TemplateFiles.loadReadyMade(templates);
        templateFolder.ifPresent(folder -> TemplateFiles.load(templates, folder, clock.instant()));
    }
}
