/**
 * Connections (contract: "Connections"). The sandbox never connects to anything: whether a check succeeds depends on the
 * connection's text. Internal.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>POST takes any object with a {@code type}, whatever its other properties. {@code id} and {@code lastVerifiedAt} are
 *     ignored.
 * <li>The check fails if any text of the connection but its name contains {@code unreachable}, such as
 *     {@code "url":"https://unreachable.example.com"}. A test can decide otherwise with {@code DataMakerSandbox.setReachable}. A
 *     connection whose check fails is created too, with {@code lastVerifiedAt} null. A later failure does not change
 *     {@code lastVerifiedAt}.
 * <li>Verify answers 200 {@code {"ok","message","verified_at"}}, also when the check fails. {@code verified_at} is the last
 *     success or null.
 * <li>Secrets are references. A property such as password, token or secret with a value, or a password in a URL, is refused as
 *     400 {@code validation_error}. Use {@code secret_ref} or another name that ends in {@code ref}.
 * <li>Metadata is what the connection was created with, else four entity sets of SAP for types that begin with {@code sap} or
 *     {@code openapi}, else {@code {"entitySets":[]}}. It is 400 {@code connection_failed} while the check fails.
 * <li>Connections cannot be changed or deleted: the contract has no endpoint for it.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.connection;
