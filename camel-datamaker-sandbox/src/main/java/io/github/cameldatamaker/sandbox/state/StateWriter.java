package io.github.cameldatamaker.sandbox.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.sandbox.connection.Connection;
import io.github.cameldatamaker.sandbox.file.WorkspaceFile;
import io.github.cameldatamaker.sandbox.scenario.Run;
import io.github.cameldatamaker.sandbox.scenario.Scenario;
import io.github.cameldatamaker.sandbox.set.SavedSet;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import io.github.cameldatamaker.sandbox.workspace.Budget;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a state as a JSON document, piece by piece. */
final class StateWriter {

    /** What a document begins with. A number is added when older readers cannot read it any more. */
    static final String FORMAT = "datamaker-sandbox-state-1";

    /** Writes what may be large: the rows of a set and the content of a file. */
    interface Contents {

        void rows(SavedSet set, JsonGenerator out) throws IOException;

        void content(WorkspaceFile file, JsonGenerator out) throws IOException;
    }

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final JsonGenerator out;
    private final Contents contents;

    private StateWriter(JsonGenerator out, Contents contents) {
        this.out = out;
        this.contents = contents;
    }

    static void write(WorkspaceState state, OutputStream to, Contents contents) throws IOException {
        try (JsonGenerator out = MAPPER.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new StateWriter(out, contents).write(state);
        }
    }

    private void write(WorkspaceState state) throws IOException {
        out.writeStartObject();
        out.writeStringField("format", FORMAT);
        out.writeStringField("clock", state.clock().toString());
        out.writeStringField("clock_ahead", state.clockAhead().toString());
        out.writePOJOField("plan", plan(state.budget()));
        out.writePOJOField("log_style", state.scenarios().logStyle().toJson());
        out.writePOJOField("templates", state.templates().stream().map(StateWriter::template).toList());
        out.writePOJOField("scenarios", state.scenarios().scenarios().stream().map(StateWriter::scenario).toList());
        out.writePOJOField("runs", state.scenarios().runs().stream().map(StateWriter::run).toList());
        out.writePOJOField("connections",
                state.connections().stream().map(each -> connection(each, state.reachable())).toList());
        sets(state.sets());
        files(state.files());
        out.writeEndObject();
    }

    private static Map<String, Object> plan(Budget.Kept budget) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("plan", budget.limits().plan());
        json.put("requests_per_minute", budget.limits().requestsPerMinute());
        json.put("rows_per_hour", budget.limits().rowsPerHour());
        json.put("minute", budget.minute());
        json.put("requests_used", budget.requests());
        json.put("hour", budget.hour());
        json.put("rows_used", budget.rows());
        return json;
    }

    private static Map<String, Object> template(TemplateStore.Kept template) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", template.id());
        json.put("deleted", template.deleted());
        json.put("versions", template.versions().stream().map(Template::toJson).toList());
        return json;
    }

    private static Map<String, Object> scenario(Scenario scenario) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("position", scenario.position());
        json.putAll(scenario.toJson());
        return json;
    }

    private static Map<String, Object> run(Run.Kept run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("position", run.position());
        json.put("id", run.id());
        json.put("scenario_id", run.scenarioId());
        json.put("params", run.params());
        json.put("code", run.code());
        json.put("started_at", run.startedAt().toString());
        json.put("latest", run.latest() == null ? null : run.latest().toString());
        json.put("held", run.held());
        json.put("stopped_at", run.stoppedAt() == null ? null : run.stoppedAt().toString());
        json.put("stopped_as", run.stoppedAs());
        json.put("log_expired", run.logExpired());
        return json;
    }

    private static Map<String, Object> connection(Connection connection, Map<String, Boolean> reachable) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("position", connection.position());
        json.put("id", connection.id());
        json.put("properties", connection.properties());
        json.put("last_verified_at", connection.lastVerifiedAt().map(Object::toString).orElse(null));
        json.put("reachable", reachable.get(connection.id()));
        return json;
    }

    private void sets(List<SavedSet> sets) throws IOException {
        out.writeArrayFieldStart("sets");
        for (SavedSet set : sets) {
            out.writeStartObject();
            out.writeNumberField("position", set.position());
            out.writeStringField("name", set.name());
            out.writeNumberField("version", set.version());
            out.writeStringField("saved_at", set.savedAt().toString());
            contents.rows(set, out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void files(List<WorkspaceFile> files) throws IOException {
        out.writeArrayFieldStart("files");
        for (WorkspaceFile file : files) {
            out.writeStartObject();
            out.writeNumberField("position", file.position());
            out.writeStringField("name", file.name());
            out.writeStringField("content_type", file.contentType());
            out.writeStringField("uploaded_at", file.uploadedAt().toString());
            contents.content(file, out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
