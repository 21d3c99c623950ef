/**
 * Cuts rows out of the bytes of a response. Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.generate.rows;

import org.jspecify.annotations.NullMarked;
