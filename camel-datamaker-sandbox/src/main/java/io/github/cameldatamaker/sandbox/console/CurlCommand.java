package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.http.RequestLog;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A recorded request as a line for a shell, with the key as {@code $DM_API_KEY}. */
final class CurlCommand {

    // Those that say what is asked for. All others are the client's own business.
    private static final List<String> KEPT = List.of("accept", "content-type", "last-event-id");

    private CurlCommand() {
    }

    /** @param baseUrl where the sandbox listens */
    static String of(RequestLog.Entry entry, String baseUrl) {
        StringBuilder curl = new StringBuilder("curl -sS");
        String url = baseUrl + entry.path() + (entry.query().isEmpty() ? "" : "?" + entry.query());
        if (url.matches(".*[\\[\\]{}].*")) {
            curl.append("g");
        }
        Optional<UploadedFile> upload = UploadedFile.in(entry);
        if (!entry.method().equals(entry.body().isEmpty() ? "GET" : "POST")) {
            curl.append(" -X ").append(quoted(entry.method()));
        }
        curl.append(" ").append(quoted(url)).append(" \\\n  -H \"").append(key(entry)).append("\"");
        for (Map.Entry<String, List<String>> header : entry.headers().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (KEPT.contains(name) && !(upload.isPresent() && name.equals("content-type"))) {
                header.getValue().stream().filter(value -> !value.equals("*/*"))
                        .forEach(value -> curl.append(" \\\n  -H ").append(quoted(header.getKey() + ": " + value)));
            }
        }
        if (upload.isPresent()) {
            curl.append(" \\\n  --form-string ").append(quoted("name=" + upload.get().name()));
            curl.append(" \\\n  -F ").append(quoted("file=@" + upload.get().local()));
        } else if (Bodies.isCut(entry)) {
            curl.append(" \\\n  --data-binary ").append("@").append(Bodies.FILE);
        } else if (!entry.body().isEmpty()) {
            curl.append(" \\\n  --data-raw ").append(quoted(entry.body()));
        }
        return curl.toString();
    }

    // The platform takes the key in a header of its own.
    private static String key(RequestLog.Entry entry) {
        return entry.headers().keySet().stream().anyMatch("X-API-Key"::equalsIgnoreCase) ? "X-API-Key: $DM_API_KEY"
                : "Authorization: Bearer $DM_API_KEY";
    }

    private static String quoted(String text) {
        return text.matches("[A-Z]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
