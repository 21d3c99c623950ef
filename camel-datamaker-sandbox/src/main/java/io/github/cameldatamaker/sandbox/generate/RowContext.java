package io.github.cameldatamaker.sandbox.generate;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import net.datafaker.Faker;

/**
 * What the rows of one generation share: seed, time, random numbers, and the plans of the templates that they nest. For one
 * thread.
 */
final class RowContext {

    private static final int MOST_NESTED_ROWS = 100_000;

    private final long seed;
    private final Instant now;
    private final Function<String, List<TemplateField>> templates;
    private final RowRandom random = new RowRandom();
    private final Map<Locale, Faker> fakers = new HashMap<>();
    private final Map<String, RowPlan> plans = new HashMap<>();
    private int nestedRows;

    RowContext(long seed, Instant now, Function<String, List<TemplateField>> templates) {
        this.seed = seed;
        this.now = now;
        this.templates = templates;
    }

    long seed() {
        return seed;
    }

    RowRandom random() {
        return random;
    }

    Faker faker(Locale locale) {
        Faker faker = fakers.get(locale);
        return faker != null ? faker : fakers.computeIfAbsent(locale, l -> new Faker(l, random));
    }

    /** The plan of another template, without overrides. */
    RowPlan planOf(String templateId) {
        RowPlan plan = plans.get(templateId);
        if (plan == null) {
            plan = RowPlan.of(templateId, templates.apply(templateId), Map.of(), now);
            plans.put(templateId, plan);
        }
        return plan;
    }

    void startRow() {
        nestedRows = 0;
    }

    /** Counts a row within the current one: a template that nests itself would go on without end. */
    void countNestedRow() {
        if (++nestedRows > MOST_NESTED_ROWS) {
            throw ApiException.validation(
                    "a row nests more than " + MOST_NESTED_ROWS + " rows: lower count or max_depth of its template fields");
        }
    }
}
