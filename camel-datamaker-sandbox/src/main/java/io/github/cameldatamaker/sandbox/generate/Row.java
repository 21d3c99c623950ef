package io.github.cameldatamaker.sandbox.generate;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One row in the making: a field is drawn when it is first asked for, so that fields may read each other in any order. */
public final class Row {

    private static final Object NULL = new Object();
    private static final Object IN_THE_MAKING = new Object();

    private final RowPlan plan;
    private final Generation generation;
    private final long seed;
    private final long number;
    private final int depth;
    private final Object[] values;

    Row(RowPlan plan, Generation generation, long seed, long number, int depth) {
        this.plan = plan;
        this.generation = generation;
        this.seed = seed;
        this.number = number;
        this.depth = depth;
        this.values = new Object[plan.size()];
    }

    /** Counted from 1. */
    public long number() {
        return number;
    }

    /** 0 for a row of the template that was asked for, 1 for those nested in it, and so on. */
    public int depth() {
        return depth;
    }

    public Generation generation() {
        return generation;
    }

    /** What values are drawn from. */
    public RowRandom random() {
        return generation.random();
    }

    public boolean has(String field) {
        return plan.indexOf(field) >= 0;
    }

    /** The value of that field, or null if there is no such field. */
    public Object get(String field) {
        int index = plan.indexOf(field);
        return index < 0 ? null : get(index);
    }

    /** The value of the field at that place. */
    public Object get(int index) {
        Object value = values[index];
        if (value == null) {
            value = draw(index);
        }
        if (value == IN_THE_MAKING) {
            throw ApiException.invalidField(plan.name(index), "its value depends on itself");
        }
        return value == NULL ? null : value;
    }

    private Object draw(int index) {
        values[index] = IN_THE_MAKING;
        RowRandom random = random();
        long interrupted = random.state();
        random.reseed(seedOf(plan.hash(index)));
        Object value = plan.values(index).in(this);
        random.reseed(interrupted);
        values[index] = value == null ? NULL : value;
        return values[index];
    }

    /** What a field of this row is seeded with. */
    public long seedOf(long nameHash) {
        return Seed.of(seed, nameHash);
    }

    /** All values in the template's order. */
    public Object[] toArray() {
        Object[] all = new Object[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = get(i);
        }
        return all;
    }

    /** All values by name in the template's order. */
    public Map<String, Object> toMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            all.put(plan.name(i), get(i));
        }
        return all;
    }
}
