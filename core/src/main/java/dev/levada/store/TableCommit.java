package dev.levada.store;

import dev.levada.contract.WriteMode;
import dev.levada.project.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One commit of a table, as the store remembers it.
 *
 * @param id the version that it made
 * @param parent the version that it was made on; empty for the first
 * @param kind what it did to the table's rows
 * @param touched the ranges of event time that it added rows to or took rows from, ascending and apart; empty if no row
 *     changed. Absent when that cannot be told: then it may have touched any row
 * @param addedRows how many rows it added
 * @param removedRows how many rows it took out
 * @param facts what Levada wrote with this very commit, by the names in {@link Facts}; empty for a commit of somebody else
 */
public record TableCommit(
        long id,
        Optional<Long> parent,
        Instant committed,
        Kind kind,
        Optional<List<Interval>> touched,
        long addedRows,
        long removedRows,
        Map<String, String> facts) {
    /** What a commit did to a table's rows. */
    public enum Kind {
        /** It changed which rows there are. */
        CHANGE,
        /** It took out all rows that there were, and what it added is all there is. */
        OVERWRITE,
        /** It laid the same rows out otherwise. */
        MAINTENANCE;

        /** What a publication in a mode does. */
        public static Kind of(WriteMode mode) {
            return mode == WriteMode.OVERWRITE ? OVERWRITE : CHANGE;
        }
    }

    public TableCommit {
        touched = touched.map(List::copyOf);
        facts = Map.copyOf(facts);
    }
}
