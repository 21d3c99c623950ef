/**
 * The formats that rows are written in, one row after the other. Internal.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>json is one array, with one row on each line.
 * <li>csv is RFC 4180 with a header line and LF. A null is an empty value.
 * <li>sql is one standard INSERT for each row. The table is named after the template, in snake_case. A quote in a text is
 *     doubled; nothing else is escaped. Names are quoted if PostgreSQL or H2 reserve them, or two of MySQL, SQL Server and
 *     Oracle.
 * <li>xlsx is one sheet with a header row and at most 1,048,575 other rows. A request for more is a 400.
 * <li>A cell of xlsx holds at most 32,767 characters. A longer text is refused.
 * <li>Nested values are JSON text in csv, sql and xlsx. Decimals keep their closing zeros, except in xlsx, whose cells are
 *     numbers.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.generate.format;
