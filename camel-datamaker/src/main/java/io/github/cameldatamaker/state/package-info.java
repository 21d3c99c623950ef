/**
 * Keeps state: keys and values in a file, a database or memory, and the form of a value. Internal, except
 * {@link io.github.cameldatamaker.state.DataMakerStateRepository}, which repositories of your own implement.
 */
@NullMarked
package io.github.cameldatamaker.state;

import org.jspecify.annotations.NullMarked;
