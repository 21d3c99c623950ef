/**
 * Finds out how a service answers and what a key may do, without rows that cost. Internal, except for {@code Check}.
 */
@NullMarked
package io.github.cameldatamaker.check;

import org.jspecify.annotations.NullMarked;
