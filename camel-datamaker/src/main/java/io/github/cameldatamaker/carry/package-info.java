/**
 * Open bodies, and the exchanges that carry them: the end of the last one closes the body.
 * Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.carry;

import org.jspecify.annotations.NullMarked;
