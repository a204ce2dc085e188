package dev.levada.engine.duckdb;

import java.util.List;

/**
 * Whole numbers by which lines are found: a bit for each, at a place that others may share. So it says of all numbers put in
 * that they may be in it, and of few others. Numbers that lie close together have bits close together.
 */
final class Locators {
    private static final long BITS_EACH = 64;
    private static final long FEWEST_BITS = 1L << 16;
    /** 32 MB of bits. */
    private static final long MOST_BITS = 1L << 28;
    /** Numbers that agree in so many low bits, as of keys with a time in front, are spread by the others. */
    private static final int LOW_BITS = 20;

    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final long[] words;
    private final long mask;

    Locators(List<long[]> numbers) {
        long count = numbers.stream().mapToLong(some -> some.length).sum();
        long bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, Long.highestOneBit(count * BITS_EACH) << 1));
        this.words = new long[Math.toIntExact(bits / Long.SIZE)];
        this.mask = bits - 1;
        for (long[] some : numbers) {
            for (long number : some) {
                long place = place(number);
                words[(int) (place / Long.SIZE)] |= 1L << place;
            }
        }
    }

    boolean mayContain(long number) {
        long place = place(number);
        return (words[(int) (place / Long.SIZE)] & 1L << place) != 0;
    }

    private long place(long number) {
        return (number + ((number >> LOW_BITS) * ODD >>> Integer.SIZE)) & mask;
    }
}
