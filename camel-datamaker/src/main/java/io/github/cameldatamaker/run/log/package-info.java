/**
 * Logs of runs, line by line.
 * Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.run.log;

import org.jspecify.annotations.NullMarked;
