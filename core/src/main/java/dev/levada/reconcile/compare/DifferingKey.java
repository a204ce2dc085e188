package dev.levada.reconcile.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key whose rows are not the same on both sides.
 *
 * @param key its parts, as the engine prints them; empty if rows are told apart by all that they hold
 * @param sourceRows how many rows of it the source has
 * @param tableRows how many rows of it the table has
 * @param values of a row that is missing on one side, all that the other has; of one that is different, what differs
 */
public record DifferingKey(
        Verdict verdict, List<@Nullable String> key, long sourceRows, long tableRows, List<Value> values) {
    public DifferingKey {
        values = List.copyOf(values);
    }

    /** What a column holds on both sides, as the engine prints it; null also where there is no row. */
    public record Value(
            String column,
            @Nullable String source,
            @Nullable String table) {}
}
