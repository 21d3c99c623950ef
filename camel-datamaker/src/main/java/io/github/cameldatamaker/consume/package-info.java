/**
 * What the consumers share: failed polls, check-points, and the exchanges for a route. Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.consume;

import org.jspecify.annotations.NullMarked;
