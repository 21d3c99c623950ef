package io.github.cameldatamaker.sandbox.generate.field;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A field of a template: its name, its type, and the options of the type. */
public record TemplateField(String name, String type, Map<String, Object> options) {

    public TemplateField {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The JSON of an answer. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("type", type);
        json.put("options", options);
        return json;
    }
}
