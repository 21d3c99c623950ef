/**
 * The data that {@code generate} and {@code preview} give to a route. It is read once, in constant memory.
 * Internal, except {@link io.github.cameldatamaker.generate.GeneratedData}, chunks, formats, output types and progress.
 */
@NullMarked
package io.github.cameldatamaker.generate;

import org.jspecify.annotations.NullMarked;
