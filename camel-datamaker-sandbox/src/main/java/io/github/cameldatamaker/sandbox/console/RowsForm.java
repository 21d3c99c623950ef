package io.github.cameldatamaker.sandbox.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.service.TemplateRows;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The form that asks for rows of a template: count, seed, overrides and format. */
record RowsForm(long count, String seed, Map<String, Object> overrides, String format) {

    /** How many rows a page shows. A download has all that were asked for. */
    private static final long MOST_SHOWN = 100;
    private static final int TEXT_SHOWN = 100_000;

    /** @throws ApiException validation_error */
    static RowsForm of(Context ctx) {
        String count = Optional.ofNullable(ctx.queryParam("count")).filter(text -> !text.isBlank()).orElse("5");
        if (!count.matches("\\d{1,18}")) {
            throw ApiException.invalidField("count", "it must be a whole number of at least 1, not '" + count + "'");
        }
        return new RowsForm(Long.parseLong(count), Optional.ofNullable(ctx.queryParam("seed")).orElse(""),
                overrides(Optional.ofNullable(ctx.queryParam("overrides")).orElse("")),
                Optional.ofNullable(ctx.queryParam("format")).orElse("table"));
    }

    /** Lines of NAME=value; a value that is JSON is taken as that. */
    private static Map<String, Object> overrides(String text) {
        Map<String, Object> overrides = new LinkedHashMap<>();
        NamedLines.of("overrides", text).forEach((name, value) -> overrides.put(name, value(value)));
        return overrides;
    }

    private static Object value(String text) {
        try {
            return TemplateForm.JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** The body of generate for the rows that a page shows. */
    Map<String, Object> shown() {
        return body(Math.min(count, MOST_SHOWN), isTable() ? "json" : format);
    }

    /** The body of generate for all rows. */
    Map<String, Object> all() {
        return body(count, format());
    }

    private Map<String, Object> body(long rows, String as) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("count", rows);
        body.put("format", as);
        if (!seed.isEmpty()) {
            body.put("seed", seed);
        }
        body.put("overrides", overrides);
        return body;
    }

    /** The format of a download. */
    @Override
    public String format() {
        return format.equals("table") ? "json" : format;
    }

    /** Whether the rows are shown as a table. A workbook is. */
    boolean isTable() {
        return format.equals("table") || format.equals("xlsx");
    }

    /** How many rows are shown, if these are fewer than asked for. */
    Object fewer() {
        return count > MOST_SHOWN ? Values.number(MOST_SHOWN) + " of " + Values.number(count) : null;
    }

    static Map<String, Object> table(TemplateRows.Rows rows) {
        List<List<Map<String, Object>>> cells = new ArrayList<>();
        LongStream.rangeClosed(1, rows.count())
                .forEach(number -> cells.add(Arrays.stream(rows.row(number)).map(Values::cell).toList()));
        return Map.of("names", rows.names(), "rows", cells.stream().map(row -> Map.of("cells", row)).toList());
    }

    Shown.Whole text(TemplateRows.Rows rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            rows.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Shown.Whole(Shown.cut(out.toString(StandardCharsets.UTF_8), TEXT_SHOWN));
    }
}
