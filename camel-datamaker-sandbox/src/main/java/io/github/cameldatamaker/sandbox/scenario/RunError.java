package io.github.cameldatamaker.sandbox.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/** Why a run failed. */
record RunError(String code, String message) {

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", code);
        json.put("message", message);
        return json;
    }
}
