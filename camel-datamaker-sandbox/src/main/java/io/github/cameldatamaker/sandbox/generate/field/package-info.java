/**
 * The fields of templates and their types, grouped by what their values are about. Internal.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>The vendor speaks of about 50 types and names 20. The others here are ours ({@code sequence}, {@code reference},
 *     {@code constant}, {@code city}, {@code product_name}, ...).
 * <li>Numbers and dates lie between {@code min} and {@code max}, both included. {@code mean} or {@code stddev} mean gaussian. A
 *     drawn value beyond a limit becomes the limit. Pareto starts at {@code min}, which must be above 0. {@code recent_bias}
 *     halves every {@code halflife_days}, 30 by default.
 * <li>{@code locale} is a language and a country, {@code de_DE} or {@code de-DE}; the default is en_US. {@code locale_from} names
 *     a field of the row that holds a country. An IBAN belongs to its {@code country}, else to its locale's, else to the row's,
 *     else to Germany.
 * <li>The language of {@code derived} is that of Apache Commons JEXL, without access to the JVM.
 * <li>{@code python} and {@code api_response} are stand-ins. {@code sandbox_value} sets their value.
 * <li>E-mail addresses end in example.com, example.org or example.net, and IP addresses are private ones: no test reaches
 *     anybody.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.generate.field;
