package io.github.cameldatamaker.sandbox.generate.row;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.datafaker.Faker;

/** A row as its fields see it: the values beside them, other rows, and what to draw from. For one thread. */
public interface Row {

    /** Counted from 1. */
    long number();

    /** 0 for a row that was asked for, 1 for a row nested in it, and so on. */
    int depth();

    /** What to draw from. It is reseeded for each field. */
    RowRandom random();

    /** Datafaker in that locale. It draws from {@link #random()}. */
    Faker faker(Locale locale);

    /** What a field of this row is seeded with, by the hash of its name. */
    long seedOf(long nameHash);

    /** The names of the fields, in the template's order. */
    List<String> names();

    boolean has(String field);

    /** The value of that field; null if it is null or if there is no such field. */
    Object get(String field);

    /** All values by name, in the template's order. */
    Map<String, Object> toMap();

    /**
     * A row of another template, nested in this one.
     *
     * @param seed   of the nested rows together
     * @param number counted from 1
     * @throws io.github.cameldatamaker.sandbox.error.ApiException if there is no such template, or if this row nests too many
     *                                                             rows
     */
    Row nested(String templateId, long seed, long number);

    /**
     * A row of another template, as a generation of that template with the same seed has it.
     *
     * @param number counted from 1
     * @throws io.github.cameldatamaker.sandbox.error.ApiException if there is no such template
     */
    Row referred(String templateId, long number);
}
