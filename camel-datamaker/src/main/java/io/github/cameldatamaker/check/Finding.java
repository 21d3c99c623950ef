package io.github.cameldatamaker.check;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that a check has found.
 *
 * @param about   what was asked for
 * @param verdict what is thought of the answer
 * @param text    the answer, in words
 * @param advice  what to do, or which option to set; empty if there is nothing to do
 */
record Finding(String about, Verdict verdict, String text, String advice) {

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("about", about);
        map.put("verdict", verdict.name());
        map.put("text", text);
        map.put("advice", advice);
        return map;
    }
}
