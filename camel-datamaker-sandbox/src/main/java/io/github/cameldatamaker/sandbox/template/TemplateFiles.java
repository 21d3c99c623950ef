package io.github.cameldatamaker.sandbox.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.sandbox.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The templates that a sandbox starts with: the ready-made ones and those of a folder. */
public final class TemplateFiles {

    private static final List<String> READY_MADE = List.of("tmpl_product", "tmpl_customer", "tmpl_order_line", "tmpl_order",
            "tmpl_payment");
    // A fixed "now", so that the seeded rows of the ready-made templates are the same everywhere.
    private static final Instant READY_MADE_AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TemplateFiles() {
    }

    /** Adds the ready-made templates. */
    public static void loadReadyMade(TemplateStore templates) {
        for (String id : READY_MADE) {
            try (InputStream in = TemplateFiles.class.getResourceAsStream(id + ".json")) {
                add(templates, MAPPER.readValue(in, Map.class), READY_MADE_AT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Adds all *.json files of a folder, sorted by name. The id of a template is in its file, else it is {@code tmpl_} and the
     * file's name.
     *
     * @return them
     * @throws UncheckedIOException     if the folder does not exist or cannot be read
     * @throws IllegalArgumentException if a file is no valid template; the message names the file
     */
    public static List<Template> load(TemplateStore templates, Path folder, Instant now) {
        if (!Files.isDirectory(folder)) {
            throw new UncheckedIOException("the template folder " + folder + " does not exist",
                    new NoSuchFileException(folder.toString()));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json")).sorted()
                    .map(file -> loadFile(templates, file, now)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the template folder " + folder + " cannot be read", e);
        }
    }

    private static Template loadFile(TemplateStore templates, Path file, Instant now) {
        try {
            if (!(MAPPER.readValue(file.toFile(), Object.class) instanceof Map<?, ?> json)) {
                throw new IllegalArgumentException(file + " is not a template: it must be a JSON object with name and fields");
            }
            Map<Object, Object> template = new LinkedHashMap<>(json);
            String name = file.getFileName().toString().replaceAll("\\.json$", "");
            template.putIfAbsent("id", name.startsWith("tmpl_") ? name : "tmpl_" + name);
            return add(templates, template, now);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getMessage(), e);
        } catch (ApiException e) {
            throw new IllegalArgumentException(file + " is not a valid template: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * Adds a template, with its own id and createdAt if it has them.
     *
     * @throws ApiException if the template is not valid or the id is taken
     */
    public static Template add(TemplateStore templates, Map<?, ?> json, Instant now) {
        Instant savedAt = createdAt(json.get("createdAt"), now);
        TemplateDraft draft = TemplateDraft.parse(json, savedAt).complete();
        Object id = json.get("id");
        if (id == null) {
            return templates.create(draft);
        }
        if (!(id instanceof String text) || !text.matches("[A-Za-z0-9_-]+")) {
            throw ApiException.validation("the id of a template must consist of letters, digits, _ and -, but is " + id);
        }
        return templates.create(text, draft, savedAt);
    }

    private static Instant createdAt(Object given, Instant now) {
        if (given == null) {
            return now;
        }
        try {
            return Instant.parse(String.valueOf(given));
        } catch (DateTimeParseException e) {
            throw ApiException
                    .validation("the createdAt of a template must be a time such as 2026-04-12T10:31:00Z, not " + given);
        }
    }
}
