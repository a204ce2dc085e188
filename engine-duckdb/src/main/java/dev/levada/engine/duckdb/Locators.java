package dev.levada.engine.duckdb;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Whole numbers by which lines are found: a bit for each, at a place that others may share. So it says of all numbers put in
 * that they may be in it, and of few others, until very many are in it. Numbers that lie close together have bits close
 * together. Threads may put numbers in at the same time.
 */
final class Locators {
    /** 16 MB of bits. */
    private static final int BITS = 1 << 27;
    /** Numbers that agree in so many low bits, as of keys with a time in front, are spread by the others. */
    private static final int LOW_BITS = 20;

    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray words = new AtomicLongArray(BITS / Long.SIZE);

    void add(long number) {
        int place = place(number);
        words.accumulateAndGet(place / Long.SIZE, 1L << place, (bits, added) -> bits | added);
    }

    boolean mayContain(long number) {
        int place = place(number);
        return (words.get(place / Long.SIZE) & 1L << place) != 0;
    }

    private static int place(long number) {
        return (int) ((number + ((number >> LOW_BITS) * ODD >>> Integer.SIZE)) & BITS - 1);
    }
}
