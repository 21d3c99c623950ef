/**
 * Saved sets (contract: "Saved sets"): named, versioned snapshots of rows.
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>POST answers 201 {@code {"name","version","row_count"}}, and 201 for a further version too; the list has {@code saved_at} besides.
 * <li>GET answers {@code {"name","version","rows"}} with the latest version. There is no row in the contract that reads an older one, so only
 *     the number of versions is kept, not their rows.
 * <li>Rows must be objects; their numbers keep the digits they were sent with. An empty list is a set of no rows.
 * <li>A name is any text that is not blank. In a path its slashes are {@code %2F}; raw ones are understood too.
 * <li>The list is in the order of creation, newest first; a further version does not move its set to the front.
 * <li>After a DELETE the name is free, and its versions begin at 1 again.
 * <li>The body has no limit in size: rows are kept as JSON bytes while it is being read.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.set;
