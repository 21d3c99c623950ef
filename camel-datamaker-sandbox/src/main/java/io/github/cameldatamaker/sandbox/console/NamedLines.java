package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of NAME=value, as one types params and overrides. */
final class NamedLines {

    private NamedLines() {
    }

    /**
     * The values by name. Blank lines are left out.
     *
     * @throws ApiException validation_error that names the field and the line
     */
    static Map<String, String> of(String field, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw ApiException.invalidField(field, "each line must be NAME=value, not '" + line + "'");
            }
            values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
        return values;
    }
}
