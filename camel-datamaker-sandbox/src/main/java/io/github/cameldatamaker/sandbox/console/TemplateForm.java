package io.github.cameldatamaker.sandbox.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateDraft;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form that edits a template: its name, and a line for each field. */
record TemplateForm(String name, List<Line> lines, Optional<ApiException> error) {

    /** A field as it was typed; its options are JSON. */
    record Line(String name, String type, String options) {

        private boolean isEmpty() {
            return name.isBlank() && type.isBlank() && (options.isBlank() || options.strip().equals("{}"));
        }
    }

    static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static TemplateForm empty() {
        return new TemplateForm("", List.of(new Line("", "", "{}")), Optional.empty());
    }

    static TemplateForm of(Template template) {
        List<Line> lines = template.fields().stream().map(TemplateForm::line).toList();
        return new TemplateForm(template.name(), lines, Optional.empty());
    }

    private static Line line(TemplateField field) {
        return new Line(field.name(), field.type(), Values.json(field.options()));
    }

    static TemplateForm of(Context ctx) {
        List<String> names = ctx.formParams("field");
        List<String> types = ctx.formParams("type");
        List<String> options = ctx.formParams("options");
        if (types.size() != names.size() || options.size() != names.size()) {
            throw ApiException.validation("each field needs name, type and options");
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            lines.add(new Line(names.get(i), types.get(i), options.get(i)));
        }
        return new TemplateForm(Optional.ofNullable(ctx.formParam("name")).orElse(""), lines, Optional.empty());
    }

    TemplateForm with(ApiException problem) {
        return new TemplateForm(name, lines, Optional.of(problem));
    }

    /** The body of POST and PATCH /templates. Lines that are empty are left out. */
    Map<String, Object> json() {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Line line : lines) {
            if (!line.isEmpty()) {
                Map<String, Object> field = new LinkedHashMap<>();
                field.put("name", line.name());
                field.put("type", line.type());
                field.put("options", options(line));
                fields.add(field);
            }
        }
        return Map.of("name", name, "fields", fields);
    }

    private static Object options(Line line) {
        if (line.options().isBlank()) {
            return Map.of();
        }
        try {
            return JSON.readValue(line.options(), Object.class);
        } catch (JsonProcessingException e) {
            throw ApiException.invalidField(line.name(), "its options are not JSON: " + e.getOriginalMessage());
        }
    }

    Map<String, Object> model() {
        Optional<String> wrong = error.map(e -> ((Map<?, ?>) ((Map<?, ?>) e.body().get("error")).get("details")).get("field"))
                .map(String::valueOf);
        boolean atField = wrong.isPresent() && lines.stream().anyMatch(line -> line.name().equals(wrong.get()));
        Map<String, Object> model = new HashMap<>();
        model.put("name", new Shown.Whole(name));
        model.put("types", TemplateDraft.fieldTypes());
        model.put("formError", error.filter(e -> !atField).map(ApiException::getMessage).orElse(null));
        model.put("lines", lines.stream().map(line -> model(line,
                atField && line.name().equals(wrong.get()) ? error.get().getMessage() : null)).toList());
        return model;
    }

    private static Map<String, Object> model(Line line, String problem) {
        Map<String, Object> model = new HashMap<>();
        model.put("field", new Shown.Whole(line.name()));
        model.put("type", new Shown.Whole(line.type()));
        model.put("options", new Shown.Whole(line.options()));
        model.put("problem", problem);
        return model;
    }

    static Map<String, Object> emptyField() {
        return model(new Line("", "", "{}"), null);
    }
}
