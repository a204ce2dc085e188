package dev.levada.ledger;

import dev.levada.project.AssetName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A table that was compared with its source, all of it and without a difference.
 *
 * @param through the moment that the source was read at: up to then the table is known to hold what the source held
 * @param tableVersion the version of the table that was looked at
 * @param sourceVersion the version of the source, if it tells one
 * @param reached how far the source had been read into the table, in words; empty if it is read whole each time
 * @param key the columns that rows were told apart by; empty if by all
 * @param sourceRows how many rows the source had
 * @param tableRows how many rows of the table were compared
 * @param pending how many rows of the source had not been loaded yet
 */
public record Verification(
        AssetName asset,
        Instant through,
        long tableVersion,
        Optional<String> sourceVersion,
        Optional<String> reached,
        List<String> key,
        long sourceRows,
        long tableRows,
        long pending) {
    public Verification {
        key = List.copyOf(key);
    }
}
