package io.github.cameldatamaker.generate.rows;

import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * How to read rows.
 *
 * @param isJson          whether they are JSON, else csv
 * @param expectedRows    the requested number of rows; negative if the service decides
 * @param shape           how to hand out rows
 * @param binder          binds a row to its class, even if more rows follow it; null if they are csv, or of no class
 * @param maxInMemorySize the most bytes held in memory of one row
 */
public record RowOptions(
        boolean isJson, long expectedRows, RowShape shape, @Nullable ObjectReader binder, long maxInMemorySize) {
}
