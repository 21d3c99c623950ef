/**
 * Rows from templates: the seed, the plan of a row, the rows themselves (contract: POST /templates/{id}/generate and /preview).
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>A row depends on the text of the seed, its number, and the names and options of the fields, and not on {@code count} or on the format. A
 *     seed is any text. Without one, or with an empty body of a preview, rows are random.
 * <li>A preview is rows 1 to 3 of a generation with the same seed.
 * <li>{@code "now"} is the clock's time; in a seeded generation it is when the template's version was saved, so that rows reproduce tomorrow.
 * <li>{@code overrides}: the name of a field makes it that value in every row; a {@code parameter} of a field sets what it was declared for;
 *     {@code country} and {@code locale} set that option on every field that has it; any other name is refused.
 * <li>{@code count} is an integer of at least 1 (not text); unknown properties of the body are refused. {@code format} wins over
 *     {@code Accept: text/csv}, and is json without either.
 * <li>Nested templates: {@code max_depth} is 3 unless told, at most 10; below it an array is empty, an object null. A row may hold 100,000 of them.
 * <li>What fails in a later row cuts the connection; in the first it is a 400.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.generate;
