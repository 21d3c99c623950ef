package io.github.cameldatamaker.sandbox.generate;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import io.github.cameldatamaker.sandbox.generate.row.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.datafaker.Faker;

/** A row that draws each field when it is first asked for it, so that fields may read each other in any order. */
final class DrawnRow implements Row {

    private static final Object NULL = new Object();
    private static final Object BEING_DRAWN = new Object();

    private final RowPlan plan;
    private final RowContext context;
    private final long seed;
    private final long number;
    private final int depth;
    private final Object[] values;

    /** @param seed of the rows of this template together */
    DrawnRow(RowPlan plan, RowContext context, long seed, long number, int depth) {
        this.plan = plan;
        this.context = context;
        this.seed = Seed.of(seed, number);
        this.number = number;
        this.depth = depth;
        this.values = new Object[plan.size()];
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public RowRandom random() {
        return context.random();
    }

    @Override
    public Faker faker(Locale locale) {
        return context.faker(locale);
    }

    @Override
    public long seedOf(long nameHash) {
        return Seed.of(seed, nameHash);
    }

    @Override
    public List<String> names() {
        return plan.names();
    }

    @Override
    public boolean has(String field) {
        return plan.indexOf(field) >= 0;
    }

    @Override
    public Object get(String field) {
        int index = plan.indexOf(field);
        return index < 0 ? null : get(index);
    }

    private Object get(int index) {
        Object value = values[index];
        if (value == null) {
            value = draw(index);
        }
        if (value == BEING_DRAWN) {
            throw ApiException.invalidField(plan.name(index), "its value depends on itself");
        }
        return value == NULL ? null : value;
    }

    private Object draw(int index) {
        values[index] = BEING_DRAWN;
        RowRandom random = random();
        long interrupted = random.state();
        random.reseed(Seed.ofScrambled(seed, plan.hash(index)));
        Object value = plan.values(index).in(this);
        random.reseed(interrupted);
        values[index] = value == null ? NULL : value;
        return values[index];
    }

    /** Draws all values and hands them over, in the template's order. It is the last call of this row. */
    Object[] handOver() {
        for (int i = 0; i < values.length; i++) {
            get(i);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == NULL ? null : values[i];
        }
        return values;
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            all.put(plan.name(i), get(i));
        }
        return all;
    }

    @Override
    public Row nested(String templateId, long nestedSeed, long nestedNumber) {
        RowPlan nested = context.planOf(templateId);
        context.countNestedRow();
        return new DrawnRow(nested, context, nestedSeed, nestedNumber, depth + 1);
    }

    @Override
    public Row referred(String templateId, long referredNumber) {
        return new DrawnRow(context.planOf(templateId), context, context.seed(), referredNumber, depth + 1);
    }
}
