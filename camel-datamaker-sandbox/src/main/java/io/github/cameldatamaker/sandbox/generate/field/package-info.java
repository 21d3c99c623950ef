/**
 * The types of fields, grouped by what their values are about.
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>The vendor speaks of about 50 types and names 20; the others are ours ({@code sequence}, {@code reference}, {@code constant}, {@code city},
 *     {@code product_name}, ...).
 * <li>Numbers and dates are between {@code min} and {@code max}, both included. {@code mean} or {@code stddev} mean gaussian. Drawn values beyond a
 *     limit become the limit. Pareto starts at {@code min}, which must be above 0. {@code recent_bias} halves every {@code halflife_days} (30).
 * <li>{@code locale} is a language and country, {@code de_DE} or {@code de-DE}, en_US unless told; {@code locale_from} names a field of the row that
 *     holds a country. An IBAN is of its {@code country}, else of its locale's, else of the row's, else German.
 * <li>The language of {@code derived} is that of Apache Commons JEXL, without access to the JVM.
 * <li>{@code python} and {@code api_response} are stand-ins; {@code sandbox_value} sets what they give.
 * <li>Mail addresses are of example.com, example.org and example.net, addresses of machines private ones: no test reaches anybody.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.generate.field;
