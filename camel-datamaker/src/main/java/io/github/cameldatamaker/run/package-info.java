/**
 * Runs of scenarios: waits for them, finds new ones, reads their logs, and stores how far.
 * Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.run;

import org.jspecify.annotations.NullMarked;
