package io.github.cameldatamaker.sandbox.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.sandbox.connection.Connection;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.file.WorkspaceFile;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.scenario.LogStyle;
import io.github.cameldatamaker.sandbox.scenario.Run;
import io.github.cameldatamaker.sandbox.scenario.Scenario;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.github.cameldatamaker.sandbox.set.SavedSet;
import io.github.cameldatamaker.sandbox.set.SetRows;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateDraft;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import io.github.cameldatamaker.sandbox.workspace.Budget;
import io.github.cameldatamaker.sandbox.workspace.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a document of {@link StateWriter}. What is wrong with it is a 400 that names the place. */
final class StateReader {

    /** Takes what may be large: the rows of a set and the content of a file, which the parser stands at. */
    interface Contents {

        SavedSet set(Part head, JsonParser in, String field) throws IOException;

        WorkspaceFile file(Part head, JsonParser in, String field) throws IOException;
    }

    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> PARTS = Set.of("format", "clock", "clock_ahead", "plan", "log_style", "templates",
            "scenarios", "runs", "connections", "sets", "files");

    private final Limits preset;
    private final Contents contents;
    private final Map<String, Object> parts = new HashMap<>();
    private final List<SavedSet> sets = new ArrayList<>();
    private final List<WorkspaceFile> files = new ArrayList<>();

    private StateReader(Limits preset, Contents contents) {
        this.preset = preset;
        this.contents = contents;
    }

    /**
     * Reads a whole document.
     *
     * @param preset what the document does not limit
     * @throws ApiException validation_error that names the field that is wrong
     */
    static WorkspaceState read(InputStream document, Limits preset, Contents contents) throws IOException {
        try (JsonParser in = MAPPER.createParser(document)) {
            return new StateReader(preset, contents).read(in);
        } catch (JsonProcessingException e) {
            throw RequestBody.noJson(e);
        }
    }

    private WorkspaceState read(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw ApiException.validation("a state is a JSON object, as GET gives it");
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            part(in.currentName(), in);
        }
        if (in.nextToken() != null) {
            throw ApiException.validation("the body is not JSON: there is more text after the object");
        }
        Part whole = new Part("", parts);
        for (String part : PARTS) {
            if (!part.equals("sets") && !part.equals("files")) {
                whole.value(part);
            }
        }
        return state(whole);
    }

    private void part(String name, JsonParser in) throws IOException {
        if (!PARTS.contains(name)) {
            throw ApiException.invalidField(name, "a state has no such part");
        }
        if (!name.equals("format") && !parts.containsKey("format")) {
            throw ApiException.invalidField("format", "a state begins with its format");
        }
        in.nextToken();
        switch (name) {
            case "sets" -> items(name, in, "rows", head -> sets.add(contents.set(head, in, in.currentName())));
            case "files" -> items(name, in, "content", head -> files.add(contents.file(head, in, in.currentName())));
            default -> parts.put(name, MAPPER.readValue(in, Object.class));
        }
        if (name.equals("format") && !StateWriter.FORMAT.equals(parts.get(name))) {
            throw ApiException.invalidField("format", "it is '" + parts.get(name) + "', but this sandbox reads "
                    + StateWriter.FORMAT + "; a newer sandbox may have written it");
        }
    }

    private interface Item {
        void at(Part head) throws IOException;
    }

    /** Reads objects whose last field is large. */
    private static void items(String name, JsonParser in, String large, Item item) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw ApiException.invalidField(name, "it must be an array");
        }
        for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
            String place = name + "[" + i + "].";
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw ApiException.invalidField(name + "[" + i + "]", "it must be an object");
            }
            Map<String, Object> head = new HashMap<>();
            boolean read = false;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                if (field.equals(large) || field.equals(large + "_in")) {
                    item.at(new Part(place, head));
                    read = true;
                } else if (read) {
                    throw ApiException.invalidField(place + field, large + " must come last");
                } else {
                    head.put(field, MAPPER.readValue(in, Object.class));
                }
            }
            if (!read) {
                throw ApiException.invalidField(place + large, "it is missing");
            }
        }
    }

    static SavedSet set(Part head, SetRows rows) {
        return new SavedSet(head.number("position", 1, Long.MAX_VALUE), head.text("name"),
                (int) head.number("version", 1, Integer.MAX_VALUE), rows, head.instant("saved_at"));
    }

    static WorkspaceFile file(Part head, Path content) throws IOException {
        return new WorkspaceFile(head.number("position", 1, Long.MAX_VALUE), head.text("name"), Files.size(content),
                head.text("content_type"), head.instant("uploaded_at"), content);
    }

    private WorkspaceState state(Part whole) {
        List<TemplateStore.Kept> templates = whole.parts("templates").stream().map(StateReader::template).toList();
        unique("templates", templates.stream().map(TemplateStore.Kept::id).toList());
        List<Scenario> scenarios = whole.parts("scenarios").stream().map(StateReader::scenario).toList();
        unique("scenarios", scenarios.stream().map(Scenario::id).toList());
        List<Run.Kept> runs = whole.parts("runs").stream().map(run -> run(run, scenarios)).toList();
        unique("runs", runs.stream().map(Run.Kept::id).toList());
        List<Part> connected = whole.parts("connections");
        List<Connection> connections = connected.stream().map(StateReader::connection).toList();
        unique("connections", connections.stream().map(Connection::id).toList());
        unique("sets", sets.stream().map(SavedSet::name).toList());
        unique("sets", sets.stream().map(set -> "position " + set.position()).toList());
        unique("files", files.stream().map(file -> "position " + file.position()).toList());
        unique("files", files.stream().map(WorkspaceFile::name).toList());
        Map<String, Boolean> reachable = new HashMap<>();
        connected.forEach(each -> each.optionalFlag("reachable").ifPresent(is -> reachable.put(each.text("id"), is)));
        return new WorkspaceState(whole.instant("clock"), whole.duration("clock_ahead"), budget(whole.part("plan")), templates,
                new ScenarioStore.Kept(scenarios, runs, style(whole.part("log_style"))), List.copyOf(sets), List.copyOf(files),
                connections, reachable);
    }

    private static void unique(String part, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw ApiException.invalidField(part, "there are two of the name '" + name + "'");
            }
        }
    }

    private Budget.Kept budget(Part plan) {
        Limits limits = new Limits(plan.text("plan"), (int) plan.number("requests_per_minute", 1, Integer.MAX_VALUE),
                plan.number("rows_per_hour", 1, Long.MAX_VALUE), preset.logLinesPerRun(), preset.logsKept());
        return new Budget.Kept(limits, plan.number("minute", 0, Long.MAX_VALUE), plan.number("requests_used", 0, Long.MAX_VALUE),
                plan.number("hour", 0, Long.MAX_VALUE), plan.number("rows_used", 0, Long.MAX_VALUE));
    }

    private static LogStyle style(Part style) {
        return new LogStyle(style.flag("ids"), style.flag("names"), style.flag("end"), style.flag("resumes"),
                style.has("retry") ? Optional.of(style.duration("retry")) : Optional.empty());
    }

    private static TemplateStore.Kept template(Part template) {
        List<Template> versions = new ArrayList<>();
        for (Part version : template.parts("versions")) {
            TemplateDraft draft;
            try {
                draft = TemplateDraft.parse(version.json(), version.instant("updatedAt")).complete();
            } catch (ApiException e) {
                throw ApiException.invalidField(version.place(), e.getMessage());
            }
            versions.add(new Template(template.text("id"), draft.name().orElseThrow(), draft.fields().orElseThrow(),
                    versions.size() + 1, version.instant("createdAt"), version.instant("updatedAt")));
        }
        if (versions.isEmpty()) {
            throw ApiException.invalidField(template.place() + "versions", "there must be one at least");
        }
        return new TemplateStore.Kept(template.text("id"), template.flag("deleted"), versions);
    }

    private static Scenario scenario(Part scenario) {
        return new Scenario(scenario.number("position", 1, Long.MAX_VALUE), scenario.text("id"), scenario.text("name"),
                scenario.text("code"), scenario.instant("createdAt"), scenario.instant("updatedAt"));
    }

    private static Run.Kept run(Part run, List<Scenario> scenarios) {
        String scenario = run.text("scenario_id");
        if (scenarios.stream().noneMatch(each -> each.id().equals(scenario))) {
            throw ApiException.invalidField(run.place() + "scenario_id", "there is no scenario '" + scenario + "'");
        }
        return new Run.Kept(run.number("position", 1, Long.MAX_VALUE), run.text("id"), scenario, run.part("params").texts(),
                run.text("code"), run.instant("started_at"), run.optionalInstant("latest").orElse(null),
                run.optionalText("held").orElse(null), run.optionalInstant("stopped_at").orElse(null),
                run.optionalText("stopped_as").orElse(null), run.flag("log_expired"));
    }

    private static Connection connection(Part connection) {
        return new Connection(connection.number("position", 1, Long.MAX_VALUE), connection.text("id"),
                connection.part("properties").json(), connection.optionalInstant("last_verified_at"));
    }
}
