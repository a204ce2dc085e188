package dev.levada.store;

import java.util.Arrays;

/** Rows of one data file by their place in it, counted from 0, ascending and without repetition. */
public final class Positions {
    private final long[] places;

    private Positions(long[] places) {
        this.places = places;
    }

    /** Takes places in any order, with or without repetition. */
    public static Positions of(long... places) {
        return new Positions(Arrays.stream(places).sorted().distinct().toArray());
    }

    public Positions plus(Positions other) {
        long[] all = Arrays.copyOf(places, places.length + other.places.length);
        System.arraycopy(other.places, 0, all, places.length, other.places.length);
        return of(all);
    }

    public int count() {
        return places.length;
    }

    /** A copy. */
    public long[] toArray() {
        return places.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Positions positions && Arrays.equals(positions.places, places);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(places);
    }

    @Override
    public String toString() {
        return "Positions[" + places.length + "]";
    }
}
