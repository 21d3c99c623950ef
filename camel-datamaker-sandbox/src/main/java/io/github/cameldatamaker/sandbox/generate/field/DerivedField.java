package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.introspection.JexlPermissions;

/**
 * Type {@code derived}: an expression over the other fields of the row. The vendor does not name the language. Ours is JEXL with
 * the functions of {@link DerivedFunctions} and without access to the JVM.
 */
final class DerivedField {

    private static final MathContext DOUBLE_DIGITS = new MathContext(15);
    private static final Map<String, Object> FUNCTIONS = new HashMap<>();

    static {
        // Functions without a namespace are registered under null.
        FUNCTIONS.put(null, DerivedFunctions.class);
    }

    private static final JexlEngine ENGINE = new JexlBuilder()
            .permissions(new JexlPermissions.ClassPermissions(DerivedFunctions.class))
            .features(new JexlFeatures().loops(false).newInstance(false).lambda(false).sideEffect(false).sideEffectGlobal(false)
                    .pragma(false).importPragma(false).annotation(false).script(false).register(false))
            .namespaces(FUNCTIONS)
            .strict(true)
            .safe(false)
            .silent(false)
            .cache(0)
            .create();

    private final FieldOptions options;
    private final JexlExpression expression;
    private final int decimals;

    private DerivedField(FieldOptions options) {
        this.options = options;
        this.decimals = options.integer("decimals", -1, -1, 12);
        try {
            this.expression = ENGINE.createExpression(options.text("expression"));
        } catch (JexlException e) {
            throw options.invalid("option 'expression' cannot be read: " + reason(e));
        }
    }

    static FieldValues values(FieldOptions options) {
        DerivedField derived = new DerivedField(options);
        return derived::in;
    }

    private Object in(Row row) {
        try {
            return plain(expression.evaluate(new Fields(row)));
        } catch (JexlException e) {
            throw options
                    .invalid("expression '" + expression.getSourceText() + "' failed in row " + row.number() + ": " + reason(e));
        }
    }

    // The text of a double differs between JVMs, so decimals become BigDecimal.
    private Object plain(Object value) {
        if (!(value instanceof Number)) {
            return value;
        }
        BigDecimal number = value instanceof Double || value instanceof Float
                ? new BigDecimal(((Number) value).doubleValue(), DOUBLE_DIGITS).stripTrailingZeros()
                : new BigDecimal(value.toString());
        if (decimals >= 0) {
            return number.setScale(decimals, RoundingMode.HALF_UP);
        }
        boolean whole = value instanceof Integer || value instanceof Long;
        return whole ? (Object) ((Number) value).longValue() : number.scale() < 0 ? number.setScale(0) : number;
    }

    private static String reason(JexlException e) {
        String message = String.valueOf(e.getMessage());
        int position = message.indexOf("@1:");
        return position < 0 ? message : "at column " + message.substring(position + 3);
    }

    /** The fields of the row as variables, and its number as {@code row_number}. */
    private record Fields(Row row) implements JexlContext {

        @Override
        public Object get(String name) {
            return !row.has(name) && name.equals("row_number") ? (Object) row.number() : row.get(name);
        }

        @Override
        public void set(String name, Object value) {
            throw new UnsupportedOperationException("a derived field sets nothing");
        }

        @Override
        public boolean has(String name) {
            return row.has(name) || name.equals("row_number");
        }
    }
}
