/**
 * Runs of scenarios: waiting for them to finish.
 */
@NullMarked
package io.github.cameldatamaker.run;

import org.jspecify.annotations.NullMarked;
