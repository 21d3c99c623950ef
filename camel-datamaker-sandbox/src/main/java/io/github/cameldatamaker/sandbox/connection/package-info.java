/**
 * Connections (contract: "Connections"). Nothing is ever connected to: the check is a matter of spelling.
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>POST takes any object with a {@code type}, whatever its other properties; {@code id} and {@code lastVerifiedAt} in it are ignored.
 * <li>The check fails if a text of the connection, its name apart, contains {@code unreachable}
 *     ({@code "url":"https://unreachable.example.com"}), or as a test sets it with
 *     {@link io.github.cameldatamaker.sandbox.DataMakerSandbox#setReachable}. A connection that fails is created, with
 *     {@code lastVerifiedAt} null; a later failure leaves the time of the last success.
 * <li>Verify answers 200 {@code {"ok","message","verified_at"}} also when the check fails; {@code verified_at} is the last success or null.
 * <li>Secrets are references: a property called password, token, secret, ... with a value, or a URL with a password in it, is refused as
 *     400 {@code validation_error}; {@code secret_ref} and other names that end in {@code ref} are what to use.
 * <li>Metadata: what the connection was created with, else, for types that begin with {@code sap} or {@code openapi}, four entity sets of
 *     SAP, else none ({@code {"entitySets":[]}}). While the check fails it is 400 {@code connection_failed}.
 * <li>Connections cannot be changed or deleted: the contract has no row for it.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.connection;
