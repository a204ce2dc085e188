package dev.levada.reconcile.compare;

import java.util.List;
import java.util.Optional;

/**
 * What is there to explain why rows differ; each is a view of {@link Views} or a condition.
 *
 * @param pending whether there are rows that the next run would read
 * @param duplicates which of several rows of a key the table may hold
 * @param quarantine whether the table has a quarantine, or the source rows that break the contract
 * @param sources the files that the source has; empty if rows of files that are gone do not stay, or there are no files
 * @param keepsFirst whether the mode keeps rows as they came first
 */
public record Evidence(
        boolean pending,
        Duplicates duplicates,
        boolean quarantine,
        Optional<List<String>> sources,
        boolean keepsFirst) {
    /** None: every row that differs is a difference. */
    public static final Evidence NONE = new Evidence(false, Duplicates.NONE, false, Optional.empty(), false);

    /**
     * Which of several rows of a key the table may hold.
     *
     * @param most how many of them
     * @param order the column in which it must be the same as the row that counts; empty if it may be any
     */
    public record Duplicates(Most most, Optional<String> order) {
        public static final Duplicates NONE = new Duplicates(Most.NONE, Optional.empty());

        /** How many rows of a key. */
        public enum Most {
            NONE,
            ONE,
            ALL
        }
    }
}
