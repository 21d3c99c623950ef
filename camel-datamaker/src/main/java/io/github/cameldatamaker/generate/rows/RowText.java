package io.github.cameldatamaker.generate.rows;

import org.jspecify.annotations.Nullable;

/** The bytes of one row, from which its values are made when they are asked for. They were checked before. Immutable. */
interface RowText {

    /** Makes the value of a key. */
    @Nullable
    Object value(int place);

    /** The row as Jackson writes it; null if it is not the same text. Must not be changed. */
    byte @Nullable [] json();
}
