package io.github.cameldatamaker.sandbox.generate;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.template.Template;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import net.datafaker.Faker;

/**
 * One generation: its seed, its idea of now, and what its rows share - one random, one Faker a locale, the plans of the templates that the
 * rows nest or refer to. For one thread.
 */
public final class Generation {

    private static final int MOST_NESTED_ROWS = 100_000;

    private final long seed;
    private final Instant now;
    private final Function<String, Template> templates;
    private final RowRandom random = new RowRandom();
    private final Map<Locale, Faker> fakers = new HashMap<>();
    private final Map<String, RowPlan> plans = new HashMap<>();
    private int nestedRows;

    /**
     * @param templates finds a template that a field refers to by its id
     */
    public Generation(long seed, Instant now, Function<String, Template> templates) {
        this.seed = seed;
        this.now = now;
        this.templates = templates;
    }

    /** The row of that number, counted from 1. */
    public Row row(RowPlan plan, long number) {
        nestedRows = 0;
        return plan.row(this, seed, number, 0);
    }

    /** The row of that number of another template, as a generation of it with the same seed has it. */
    public Row referredRow(RowPlan plan, long number, int depth) {
        return plan.row(this, seed, number, depth);
    }

    /** A row inside another; there is a bound on them, which a template that nests itself would pass. */
    public Row nestedRow(RowPlan plan, long wholeSeed, long number, int depth) {
        if (++nestedRows > MOST_NESTED_ROWS) {
            throw ApiException.validation("a row nests more than " + MOST_NESTED_ROWS + " rows: lower count or max_depth of its template fields");
        }
        return plan.row(this, wholeSeed, number, depth);
    }

    /** The plan of a template that a field refers to, without overrides. */
    public RowPlan planOf(String templateId) {
        RowPlan plan = plans.get(templateId);
        if (plan == null) {
            plan = RowPlan.of(templates.apply(templateId), this, Map.of());
            plans.put(templateId, plan);
        }
        return plan;
    }

    public RowRandom random() {
        return random;
    }

    /** What {@code "now"} means in this generation. */
    public Instant now() {
        return now;
    }

    /** Datafaker, drawing from {@link #random()}. */
    public Faker faker(Locale locale) {
        return fakers.computeIfAbsent(locale, l -> new Faker(l, random));
    }
}
