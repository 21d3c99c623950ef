/**
 * What the consumers share: polls that fail, check-points, and what a route is handed.
 * Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.consume;

import org.jspecify.annotations.NullMarked;
