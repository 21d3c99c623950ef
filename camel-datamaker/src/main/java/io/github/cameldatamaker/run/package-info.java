/**
 * Runs of scenarios: waiting for them to finish, telling new ones from known ones, reading their logs, and remembering how far.
 */
@NullMarked
package io.github.cameldatamaker.run;

import org.jspecify.annotations.NullMarked;

