/**
 * Where state is kept: entries of a key and a value, in a file, a database or memory, and how a value is written and proven.
 * Internal, but for {@link io.github.cameldatamaker.state.DataMakerStateRepository}, which repositories of your own implement.
 */
@NullMarked
package io.github.cameldatamaker.state;

import org.jspecify.annotations.NullMarked;

