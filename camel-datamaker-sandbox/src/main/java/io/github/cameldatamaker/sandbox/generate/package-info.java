/**
 * Rows from templates: the plan of a row, and the rows themselves (contract: POST /templates/{id}/generate and /preview).
 * Internal.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>A row depends on the text of the seed, on its number, and on the names and options of the fields. It does not depend on
 *     {@code count} or on the format. A seed is any text. Rows without a seed are random.
 * <li>A preview is rows 1 to 3 of a generation with the same seed.
 * <li>{@code "now"} is the clock's time. In a seeded generation it is the time when the template's version was saved, so that
 *     rows reproduce tomorrow.
 * <li>{@code overrides}: the name of a field sets that field to the value in every row. The name of a field's {@code parameter}
 *     sets how many rows the field refers to. {@code country} and {@code locale} set that option on every field that has it. Any
 *     other name is refused.
 * <li>{@code count} is an integer of at least 1, and not text. Unknown properties of the body are refused. {@code format} wins
 *     over {@code Accept: text/csv}; the default is json.
 * <li>Nested templates: {@code max_depth} is at most 10, and 3 by default. Below it an array is empty and an object is null. A
 *     row may nest 100,000 rows.
 * <li>An error in the first row is a 400. An error in a later row cuts the connection.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.generate;
