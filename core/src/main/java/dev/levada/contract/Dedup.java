package dev.levada.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which of several rows with the same key is kept. Rows that the order cannot tell apart are told apart by their other
 * columns, so that the same input always keeps the same row.
 *
 * @param by the key's columns
 * @param keep which end of the order is kept
 * @param order the column that orders the rows of a key; empty to order by all columns
 * @param window how far apart, in the order, a new row and one of the table may be to count as duplicates; empty if the
 *     table is not looked at
 */
public record Dedup(List<String> by, Keep keep, Optional<String> order, Optional<Duration> window) {
    /** An end of the order. */
    public enum Keep {
        FIRST,
        LAST
    }

    public Dedup {
        by = List.copyOf(by);
        if (by.isEmpty()) {
            throw new IllegalArgumentException("dedup needs at least one column");
        }
    }

    /** Among new rows only. */
    public Dedup(List<String> by, Keep keep, Optional<String> order) {
        this(by, keep, order, Optional.empty());
    }
}
