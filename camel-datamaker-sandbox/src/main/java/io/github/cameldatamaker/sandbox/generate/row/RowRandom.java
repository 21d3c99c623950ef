package io.github.cameldatamaker.sandbox.generate.row;

import java.util.Random;

/**
 * SplitMix64 as a {@link Random}, reseeded before every value. It implements all methods that fields and Datafaker draw from, so
 * that the numbers do not depend on the JDK's version. For one thread.
 */
public final class RowRandom extends Random {

    private static final long serialVersionUID = 1L;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public RowRandom() {
        super(0);
    }

    /** The state of the sequence. {@link #reseed(long)} with it continues the sequence. */
    public long state() {
        return state;
    }

    /** Starts the sequence with that seed. */
    public void reseed(long seed) {
        state = seed;
    }

    @Override
    public void setSeed(long seed) {
        state = seed;
    }

    @Override
    protected int next(int bits) {
        return (int) (nextLong() >>> (64 - bits));
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return Seed.scramble(state);
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    @Override
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    @Override
    public int nextInt(int origin, int bound) {
        return (int) nextLong(origin, bound);
    }

    @Override
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive");
        }
        if (bound >= 1L << 62) {
            return nextLong(0, bound);
        }
        // The high half of the product is evenly distributed, and cheaper than a division.
        return Math.multiplyHigh(nextLong() >>> 1, bound << 1);
    }

    @Override
    public long nextLong(long origin, long bound) {
        long range = bound - origin;
        if (range > 0 && range < 1L << 62) {
            return origin + nextLong(range);
        }
        long value;
        do {
            value = nextLong();
        } while (value < origin || value >= bound);
        return value;
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    @Override
    public double nextDouble(double bound) {
        return nextDouble() * bound;
    }

    @Override
    public double nextDouble(double origin, double bound) {
        return origin + nextDouble() * (bound - origin);
    }

    /** The method of Box and Muller, with StrictMath, because results of {@link Math} may differ between JVMs. */
    @Override
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
    }

    @Override
    public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (nextLong() >>> 56);
        }
    }
}
