/**
 * Checks options and names them in errors. Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.option;

import org.jspecify.annotations.NullMarked;
