package io.github.cameldatamaker.sandbox.generate.row;

/**
 * Makes the values of one field: String, Long, BigDecimal, Boolean, List, Map or null. Never a Double, because its text differs
 * between JVMs.
 */
@FunctionalInterface
public interface FieldValues {

    /** The field's value in that row. Draws from {@link Row#random()} only. */
    Object in(Row row);
}
