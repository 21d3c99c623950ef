package io.github.cameldatamaker.generate.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at once: at a long whose lowest byte is the first of them. A byte is marked by its highest bit. */
final class EightBytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x80 * ONES;
    private static final long OTHER_BITS = 0x7f * ONES;
    private static final long SPACES = all(' ');

    private EightBytes() {
    }

    /** The bytes from an index on. */
    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** Eight times the same character of ASCII. */
    static long all(char character) {
        return character * ONES;
    }

    /** Marks all eight. */
    static long marked() {
        return HIGHEST_BITS;
    }

    /** Marks the first byte that is the same in both. Later bytes may be marked wrongly. */
    static long first(long eight, long others) {
        long unlike = eight ^ others;
        return unlike - ONES & ~unlike & HIGHEST_BITS;
    }

    /** Marks each byte that is the same in both. */
    static long each(long eight, long others) {
        long unlike = eight ^ others;
        return ~((unlike & OTHER_BITS) + OTHER_BITS | unlike) & HIGHEST_BITS;
    }

    /** Marks the first control character. Later bytes may be marked wrongly. */
    static long firstControl(long eight) {
        return eight - SPACES & ~eight & HIGHEST_BITS;
    }

    /** Marks each byte that is not ASCII. */
    static long notAscii(long eight) {
        return eight & HIGHEST_BITS;
    }

    /** The index of the first marked byte. */
    static int index(long marks) {
        return Long.numberOfTrailingZeros(marks) / Byte.SIZE;
    }
}
