/**
 * What {@code generate} and {@code preview} hand to a route: generated data, read once, in constant memory.
 */
@NullMarked
package io.github.cameldatamaker.generate;

import org.jspecify.annotations.NullMarked;

