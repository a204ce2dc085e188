package dev.levada.plan;

import dev.levada.project.EventTime.Grain;
import dev.levada.project.Interval;
import java.util.List;

/**
 * The intervals of an asset that are to be made, and why.
 *
 * @param stale in the order in which they are made
 * @param due how many intervals the asset has by now
 */
public record Backlog(Grain grain, List<Stale> stale, int due) {
    public Backlog {
        stale = List.copyOf(stale);
    }

    /** An interval that is to be made. */
    public record Stale(Interval interval, Reason reason) {}

    public boolean isEmpty() {
        return stale.isEmpty();
    }

    public List<Interval> intervals() {
        return stale.stream().map(Stale::interval).toList();
    }

    /** In a sentence's words: {@code 182 of 366 days: never made 2024-01-01 … 2024-06-30}. */
    public String words() {
        return new IntervalWords(grain).backlog(this);
    }
}
