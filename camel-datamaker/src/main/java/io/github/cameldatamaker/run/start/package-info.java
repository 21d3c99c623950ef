/**
 * Starts a run exactly once, or says that nobody knows whether it started.
 * Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.run.start;

import org.jspecify.annotations.NullMarked;
