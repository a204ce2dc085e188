package dev.levada.run;

import dev.levada.api.LevadaException;
import dev.levada.project.Interval;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The intervals of a task that are left to be made, and those that failed. Thread-safe. */
final class IntervalQueue {
    private static final int MOST = 32;
    private static final double CHUNK_SECONDS = 2;
    private static final int MOST_FAILURES = 5;

    private final Deque<Interval> left;
    private final int total;
    private final boolean isOneCommit;
    private final List<Failed> failed = new ArrayList<>();
    private boolean isBegun;
    private boolean isGivenUp;
    private int made;
    private double seconds;

    /** @param isOneCommit whether all must become visible at once */
    IntervalQueue(List<Interval> intervals, boolean isOneCommit) {
        this.left = new ArrayDeque<>(intervals);
        this.total = intervals.size();
        this.isOneCommit = isOneCommit;
    }

    /** An interval whose data failed. */
    record Failed(Interval interval, String why) {}

    /**
     * The intervals that the next commit makes. The first commit makes one; from then on it is known how long one takes.
     *
     * @return none if nothing is left; the first time there may be no interval to make, but a table
     */
    synchronized List<Interval> next() {
        int size = isOneCommit ? left.size() : Math.min(left.size(), size());
        isBegun = true;
        List<Interval> chunk = new ArrayList<>();
        while (chunk.size() < size) {
            chunk.add(left.removeFirst());
        }
        return chunk;
    }

    private int size() {
        double each = made == 0 ? CHUNK_SECONDS : seconds / made;
        return (int) Math.max(1, Math.min(MOST, CHUNK_SECONDS / Math.max(each, CHUNK_SECONDS / MOST)));
    }

    boolean isOneCommit() {
        return isOneCommit;
    }

    synchronized boolean hasNext() {
        return !isBegun || !left.isEmpty();
    }

    synchronized void made(int intervals, double tookSeconds) {
        made += intervals;
        seconds += tookSeconds;
    }

    /** An interval failed. After several, what they have in common is not their data, and the rest is given up. */
    synchronized void failed(Interval interval, LevadaException failure) {
        failed.add(new Failed(interval, String.valueOf(failure.getMessage())));
        if (failed.size() == MOST_FAILURES && !left.isEmpty()) {
            isGivenUp = true;
            left.clear();
        }
    }

    /** Nothing more is made. */
    synchronized void abandon() {
        left.clear();
    }

    synchronized List<Failed> failed() {
        return List.copyOf(failed);
    }

    synchronized boolean isGivenUp() {
        return isGivenUp;
    }

    synchronized int made() {
        return made;
    }

    int total() {
        return total;
    }
}
