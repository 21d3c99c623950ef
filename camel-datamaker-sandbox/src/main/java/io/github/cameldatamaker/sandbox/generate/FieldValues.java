package io.github.cameldatamaker.sandbox.generate;

/**
 * The values of one field, ready to be drawn: String, Long, BigDecimal, Boolean, List, Map or null, never a Double, whose text differs
 * between JVMs.
 */
@FunctionalInterface
public interface FieldValues {

    /** The value in that row; draws from {@link Row#random()} only, which was reseeded for this field. */
    Object in(Row row);
}
