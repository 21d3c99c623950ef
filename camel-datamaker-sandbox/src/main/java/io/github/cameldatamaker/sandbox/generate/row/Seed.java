package io.github.cameldatamaker.sandbox.generate.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Derives all random choices from the text of the seed, the number of the row and the name of the field. So a row does not depend
 * on the count, and a field does not depend on the fields beside it.
 */
public final class Seed {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seed() {
    }

    /** The seed for this text. */
    public static long of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The seed of a part of something that has a seed. The part is given by a number or a hash. */
    public static long of(long whole, long part) {
        return ofScrambled(whole, scrambled(part));
    }

    /** The same as {@link #of(long, long)}, for a part that many wholes have. */
    public static long ofScrambled(long whole, long scrambledPart) {
        return scramble(whole ^ scrambledPart);
    }

    public static long scrambled(long part) {
        return scramble(part + GOLDEN_GAMMA);
    }

    // The finalizer of SplitMix64.
    static long scramble(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
