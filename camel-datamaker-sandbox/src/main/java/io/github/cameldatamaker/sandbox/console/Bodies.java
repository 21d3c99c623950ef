package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.http.RequestLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known of the body of a recorded request. */
final class Bodies {

    /** The file that takes the place of a body that was too long to be recorded. */
    static final String FILE = "body.json";

    private Bodies() {
    }

    /** Whether only the beginning was recorded. */
    static boolean isCut(RequestLog.Entry entry) {
        return entry.body().getBytes(StandardCharsets.UTF_8).length >= RequestLog.BODY_KEPT;
    }

    /** The first value of a header, or an empty text. */
    static String header(RequestLog.Entry entry, String name) {
        return entry.headers().entrySet().stream().filter(each -> each.getKey().toLowerCase(Locale.ROOT).equals(name))
                .map(Map.Entry::getValue).flatMap(List::stream).findFirst().orElse("");
    }
}
