/**
 * Saved sets (contract: "Saved sets"): named, versioned snapshots of rows. Internal.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>POST answers 201 {@code {"name","version","row_count"}}, for a further version too. The list also has {@code saved_at}.
 * <li>GET answers {@code {"name","version","rows"}} with the latest version. No endpoint reads older versions, so their rows are
 *     not kept.
 * <li>Rows must be objects. Their numbers keep their digits. A set may have no rows.
 * <li>A name is any text that is not blank. In a path, its slashes are {@code %2F} or raw.
 * <li>The list is in the order of creation, newest first. A further version does not move its set to the front.
 * <li>After a DELETE, versions of that name begin at 1 again.
 * <li>The body may have any size: it is read as a stream, and its rows are kept as JSON bytes.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.set;
