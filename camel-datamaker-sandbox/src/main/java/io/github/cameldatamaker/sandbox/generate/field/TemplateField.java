package io.github.cameldatamaker.sandbox.generate.field;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A field of a template: the column's name, what kind of value it holds, and the options of that kind. */
public record TemplateField(String name, String type, Map<String, Object> options) {

    public TemplateField {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** As the service shows it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("type", type);
        json.put("options", options);
        return json;
    }
}
