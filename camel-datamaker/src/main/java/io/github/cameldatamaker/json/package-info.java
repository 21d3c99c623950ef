/**
 * Bodies that are JSON wherever something asks for text, bytes or a stream: {@code kafka:}, {@code jms:}, {@code file:},
 * {@code log}. Internal.
 */
@NullMarked
package io.github.cameldatamaker.json;

import org.jspecify.annotations.NullMarked;
