/**
 * The formats that rows are written in, each row by row.
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>json is one array, a row a line.
 * <li>csv is RFC 4180 with a header line and LF; null is an empty value.
 * <li>sql is one standard INSERT a row, into a table called after the template in snake_case; a quote in a text is doubled, nothing else escaped.
 * <li>xlsx is one sheet with a header row and at most 1,048,575 others; more are a 400.
 * <li>Nested values are JSON text in csv, sql and xlsx. Decimals keep their closing zeros but in xlsx, whose cells are numbers.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.generate.format;
