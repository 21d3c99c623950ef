package io.github.cameldatamaker.generate;

import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Distinguishes bytes from other bytes while they pass, by two fast checksums and their number.
 */
final class Digest {

    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();
    private long length;

    void add(byte[] buffer, int offset, int count) {
        first.update(buffer, offset, count);
        second.update(buffer, offset, count);
        length += count;
    }

    /** The number of bytes that have passed. */
    long length() {
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && length == that.length && first.getValue() == that.first.getValue()
                && second.getValue() == that.second.getValue();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(length) ^ Long.hashCode(first.getValue());
    }

    /** As text to be stored: the same for the same bytes. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return length + ":" + hex.toHexDigits(first.getValue(), 8) + hex.toHexDigits(second.getValue(), 8);
    }
}
