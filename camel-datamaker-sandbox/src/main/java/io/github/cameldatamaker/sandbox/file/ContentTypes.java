package io.github.cameldatamaker.sandbox.file;

import java.util.Locale;
import java.util.Map;

/** The content types of workspace files. */
final class ContentTypes {

    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> BY_ENDING = Map.of(
            "csv", "text/csv",
            "json", "application/json",
            "yaml", "application/yaml",
            "yml", "application/yaml",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "txt", "text/plain");

    private ContentTypes() {
    }

    /** The type that the ending of the name stands for, else the declared type, which may be null. */
    static String of(String name, String declared) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, declared == null || declared.isBlank() ? UNKNOWN : declared);
    }
}
