package dev.levada.testing.shop;

/** A stream of random numbers in which each row's number follows from its row alone. */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;

    /**
     * Streams of different names are independent of each other.
     *
     * @param name what is thrown for
     */
    Dice(long seed, String name) {
        this.key = mix(mix(seed) + name.hashCode() * GOLDEN);
    }

    /** From 0 up to but without the bound. */
    int below(long row, int bound) {
        return (int) (((at(row) >>> 32) * bound) >>> 32);
    }

    /** From 0 up to but without the bound, small numbers more often: the density falls with the square root. */
    int skewed(long row, int bound) {
        double unit = (at(row) >>> 11) * 0x1.0p-53;
        return (int) (unit * unit * bound);
    }

    /** One of the values, each as likely as its count of repetitions. */
    <T> T of(long row, T[] values) {
        return values[below(row, values.length)];
    }

    private long at(long row) {
        return mix(key + row * GOLDEN);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
