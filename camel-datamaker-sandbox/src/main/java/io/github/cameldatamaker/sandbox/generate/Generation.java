package io.github.cameldatamaker.sandbox.generate;

import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rows of one template with one seed, made one by one as they are asked for. For one thread. */
public final class Generation {

    private final RowContext context;
    private final RowPlan plan;

    private Generation(RowContext context, RowPlan plan) {
        this.context = context;
        this.plan = plan;
    }

    /**
     * Prepares a generation. It makes no row yet.
     *
     * @param overrides what the request overrides, by name
     * @param now       what {@code "now"} means in the template
     * @param templates finds the fields of another template by its id; it throws an ApiException if there is none
     * @throws io.github.cameldatamaker.sandbox.error.ApiException validation_error that names the field or the override that is
     *                                                             wrong
     */
    public static Generation of(String templateId, List<TemplateField> fields, Map<String, Object> overrides, long seed,
            Instant now,
            Function<String, List<TemplateField>> templates) {
        return new Generation(new RowContext(seed, now, templates), RowPlan.of(templateId, fields, overrides, now));
    }

    /** The names of the fields, in the template's order. */
    public List<String> names() {
        return plan.names();
    }

    /** The values of the row with that number, counted from 1, in the template's order. */
    public Object[] row(long number) {
        context.startRow();
        return new DrawnRow(plan, context, context.seed(), number, 0).handOver();
    }
}
