package io.github.cameldatamaker.sandbox.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fault by one click.
 *
 * @param label  what the button says
 * @param fields the rule, as the control call takes it
 */
record FaultShortcut(String label, Map<String, String> fields) {

    private static final String GENERATE = "/templates/{id}/generate";

    static final List<FaultShortcut> ALL = List.of(
            of("Cut the next generation after 10,000 bytes", "POST", GENERATE, "cutAfter", "bytes", "10000"),
            of("429 for 7 s to the next request", "*", "*", "rateLimited", "retry_after", "PT7S"),
            of("503 to the next request", "*", "*", "serverError", "status", "503", "request_id", "req_console"),
            of("A proxy's HTML page to the next request", "*", "*", "html", "status", "502"),
            of("Close the next connection without an answer", "*", "*", "disconnect"),
            of("Never answer the next request", "*", "*", "neverRespond"),
            of("End the next generation early, as if it were whole", "POST", GENERATE, "endEarlyAfter", "bytes", "10000"),
            of("Stall the next generation after 10,000 bytes", "POST", GENERATE, "stallAfter", "bytes", "10000"),
            of("Send the next generation slowly", "POST", GENERATE, "drip", "bytes_per_write", "1000", "pause", "PT0.1S"),
            of("Other rows for the same seed", "POST", GENERATE, "differentRows"),
            of("One row too few", "POST", GENERATE, "fewerRows", "rows", "1"),
            of("Cut the next followed log after 5 events", "GET", "/scenarios/{id}/runs/{run_id}/logs", "cutAfterEvents",
                    "events", "5"));

    private static FaultShortcut of(String label, String method, String path, String fault, String... more) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("method", method);
        fields.put("path", path);
        fields.put("fault", fault);
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return new FaultShortcut(label, fields);
    }

    Map<String, Object> model() {
        return Map.of("label", label, "hidden", fields.entrySet().stream()
                .map(each -> Map.of("name", each.getKey(), "value", each.getValue())).toList());
    }
}
