/**
 * Starts a run exactly once, or says that it is unknown whether it started. Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.run.start;

import org.jspecify.annotations.NullMarked;
