package io.github.cameldatamaker.sandbox.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameldatamaker.sandbox.console.ComponentCall.Result;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what the Camel component calls a recorded request: one row for each row of the contract. */
final class ComponentCalls {

    private static final List<Row> ROWS = Stream.of(
            "GET /templates listTemplates EACH", "POST /templates createTemplate LOG",
            "GET /templates/{template} getTemplate LOG", "PATCH /templates/{template} updateTemplate LOG",
            "DELETE /templates/{template} deleteTemplate NONE",
            "GET /templates/{template}/versions listTemplateVersions EACH",
            "POST /templates/{template}/generate generate EACH", "POST /templates/{template}/preview preview EACH",
            "GET /scenarios listScenarios EACH", "POST /scenarios createScenario LOG",
            "PUT /scenarios/{scenario} updateScenario LOG", "POST /scenarios/{scenario}/run runScenario LOG",
            "GET /scenarios/{scenario}/runs listRuns EACH", "GET /scenarios/{scenario}/runs/{run} getRun LOG",
            "GET /scenarios/{scenario}/runs/{run}/logs getRunLogs LOG",
            "DELETE /scenarios/{scenario}/runs/{run} cancelRun NONE",
            "GET /connections listConnections EACH", "POST /connections createConnection LOG",
            "POST /connections/{connection}/verify verifyConnection LOG",
            "GET /connections/{connection}/metadata getConnectionMetadata LOG",
            "GET /sets listSets EACH", "POST /sets saveSet LOG", "GET /sets/{set} loadSet EACH",
            "DELETE /sets/{set} deleteSet NONE",
            "GET /workspace/files listFiles EACH", "POST /workspace/files uploadFile LOG",
            "GET /workspace/files/{file} downloadFile FILE", "DELETE /workspace/files/{file} deleteFile NONE")
            .map(Row::of).toList();
    private static final Pattern VERSIONED = Pattern.compile("(.+)@v([1-9]\\d{0,8})");

    // The component makes one for each run. A route with that of another run would start none.
    private static final String RUN_KEY = "camel_datamaker_run_key";

    private record Row(String method, Pattern path, List<String> ids, String operation, Result result) {

        private static final Pattern ID = Pattern.compile("\\{(\\w+)}");

        static Row of(String row) {
            String[] words = row.split(" ");
            List<String> ids = ID.matcher(words[1]).results().map(found -> found.group(1)).toList();
            // Only names of files may hold slashes.
            String path = words[1].replace("{file}", "(.+)").replaceAll("\\{\\w+}", "([^/]+)");
            return new Row(words[0], Pattern.compile(path), ids, words[2], Result.valueOf(words[3]));
        }
    }

    private ComponentCalls() {
    }

    /** Empty if the component never makes such a request. */
    static Optional<ComponentCall> of(RequestLog.Entry entry) {
        for (Row row : ROWS) {
            Matcher matcher = row.path().matcher(entry.path());
            if (row.method().equals(entry.method()) && matcher.matches()) {
                return withIds(row, matcher).flatMap(call -> withContent(call, entry)).filter(ComponentCall::isPossible);
            }
        }
        return Optional.empty();
    }

    private static Optional<ComponentCall> withIds(Row row, Matcher path) {
        ComponentCall call = ComponentCall.of(row.operation(), row.result());
        for (int i = 0; i < row.ids().size(); i++) {
            String id;
            try {
                id = URLDecoder.decode(path.group(i + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            Matcher versioned = VERSIONED.matcher(id);
            if (row.ids().get(i).equals("template") && versioned.matches()) {
                call = call.with("template", versioned.group(1)).with("templateVersion", versioned.group(2));
            } else {
                call = call.with(row.ids().get(i), id);
            }
        }
        return Optional.of(call);
    }

    private static Optional<ComponentCall> withContent(ComponentCall call, RequestLog.Entry entry) {
        return switch (call.operation()) {
            case "generate", "preview" -> json(entry).map(body -> generation(call, body, entry));
            case "runScenario" -> json(entry).map(body -> run(call, body));
            case "saveSet" -> Optional.of(set(call, entry));
            case "uploadFile" -> UploadedFile.in(entry).map(file -> upload(call, file));
            case "createTemplate", "updateTemplate", "createScenario", "updateScenario", "createConnection" ->
                Optional.of(Bodies.isCut(entry) ? call.withBodyInFile(Bodies.FILE, false) : call.withBody(entry.body(), false));
            case "getRunLogs" -> Optional.of(query(entry, "follow").filter("true"::equals).isPresent()
                    ? followed(call) : call);
            case "downloadFile" -> Optional.of(call);
            default -> Optional.of(query(entry, "cursor").filter(cursor -> !cursor.isEmpty() && call.result() == Result.EACH)
                    .map(cursor -> call.with("cursor", cursor)).orElse(call));
        };
    }

    private static ComponentCall followed(ComponentCall call) {
        return new ComponentCall("logs", true, call.options(), call.headers(), Optional.empty(), Optional.empty(), false,
                Optional.empty(), Result.LOG);
    }

    private static ComponentCall generation(ComponentCall call, Map<?, ?> body, RequestLog.Entry entry) {
        ComponentCall with = call;
        for (String name : List.of("count", "format", "seed")) {
            if (body.get(name) != null) {
                with = with.with(name, String.valueOf(body.get(name)));
            }
        }
        if (body.get("format") == null && Bodies.header(entry, "accept").startsWith("text/csv")) {
            with = with.with("format", "csv");
        }
        if (with.options().containsKey("format") && !with.options().get("format").equals("json")) {
            with = with.withResult(Result.FILE);
        }
        Object overrides = body.get("overrides");
        if (!(overrides instanceof Map<?, ?> map)) {
            return with;
        }
        if (map.entrySet().stream().allMatch(each -> isOption(each.getKey(), each.getValue()))) {
            for (Map.Entry<?, ?> each : map.entrySet()) {
                with = with.withOption("override." + each.getKey(), (String) each.getValue());
            }
            return with;
        }
        return with.withMap("CamelDataMakerOverrides", Values.json(map));
    }

    private static ComponentCall run(ComponentCall call, Map<?, ?> body) {
        ComponentCall with = call;
        if (body.get("params") instanceof Map<?, ?> given) {
            Map<Object, Object> params = new LinkedHashMap<>(given);
            params.remove(RUN_KEY);
            for (Map.Entry<?, ?> each : params.entrySet()) {
                with = isOption(each.getKey(), each.getValue())
                        ? with.withOption("param." + each.getKey(), (String) each.getValue()) : with;
            }
            if (with.options().keySet().stream().filter(name -> name.startsWith("param.")).count() < params.size()) {
                with = call.withMap("CamelDataMakerParams", Values.json(params));
            }
        }
        return "true".equals(body.get("wait")) ? with.with("wait", "server") : with;
    }

    private static boolean isOption(Object name, Object value) {
        return ((String) name).matches("\\w+") && value instanceof String text && ComponentCall.isSafe(text);
    }

    private static ComponentCall set(ComponentCall call, RequestLog.Entry entry) {
        Optional<Map<?, ?>> body = json(entry);
        ComponentCall named = call.with("set",
                body.map(each -> each.get("name") instanceof String name ? name : "NAME").orElse("NAME"));
        return body.isEmpty() ? named.withBodyInFile(Bodies.FILE, true)
                : named.withBody(Values.json(Optional.ofNullable((Object) body.get().get("rows")).orElse(List.of())), true);
    }

    private static ComponentCall upload(ComponentCall call, UploadedFile file) {
        ComponentCall named = call.with("file", file.name());
        return file.content().isPresent() && !file.content().get().isEmpty() && !file.content().get().contains("{{")
                ? named.withBody(file.content().get(), false) : named.withBodyInFile(file.local(), false);
    }

    private static Optional<Map<?, ?>> json(RequestLog.Entry entry) {
        if (Bodies.isCut(entry)) {
            return Optional.empty();
        }
        try {
            return entry.body().isEmpty() ? Optional.of(Map.of())
                    : TemplateForm.JSON.readValue(entry.body(), Object.class) instanceof Map<?, ?> object
                            ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> query(RequestLog.Entry entry, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : entry.query().split("&")) {
            if (pair.startsWith(name + "=")) {
                try {
                    values.add(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return values.stream().findFirst();
    }
}
