package dev.levada.testing.shop;

/** A fixed order of the numbers from 0 up to a size, in which neighbours end up far from each other. */
final class Shuffle {
    private final long size;
    private final long step;
    private final long offset;

    /**
     * Shuffles with different strides are different orders.
     *
     * @param stride between 0 and 1, the distance of neighbours as a share of the size
     */
    Shuffle(long size, double stride) {
        this.size = size;
        this.step = coprime(Math.max(1, (long) (size * stride)), size);
        this.offset = size / 3;
    }

    /** Where the number stands. */
    long at(long number) {
        return (number * step + offset) % size;
    }

    /** Whether the number is among the first so many: true for exactly that many numbers, spread over all of them. */
    boolean isAmong(long number, long count) {
        return at(number) < count;
    }

    private static long coprime(long from, long size) {
        long candidate = from;
        while (divisor(candidate, size) != 1) {
            candidate++;
        }
        return candidate;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
