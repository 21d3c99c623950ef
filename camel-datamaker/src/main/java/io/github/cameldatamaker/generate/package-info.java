/**
 * The data that {@code generate} and {@code preview} give to a route. It is read once, in constant memory.
 */
@NullMarked
package io.github.cameldatamaker.generate;

import org.jspecify.annotations.NullMarked;

