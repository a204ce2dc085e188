package dev.levada.engine;

import dev.levada.contract.Write;
import dev.levada.store.TableScan;
import java.time.Instant;
import java.util.Optional;

/**
 * How the kept rows of a production meet those of a table, when single rows of the table decide what becomes of new ones.
 * What each mode does is said in {@code docs/guide/write-modes.md}.
 *
 * @param table the rows that are there; a table without files if it was never made
 * @param write the mode, key and all that belongs to it; {@code APPEND} looks for duplicates within the window
 * @param now when the run began
 * @param complete whether the new rows are all that the source has, so that what is missing counts as deleted
 * @param scope a condition over a row: which rows of the table the source would have; empty for all
 * @param compared which rows of the table the source has just so, if these were left out; such a row is as good as one that
 *     was read and did not change
 */
public record Merge(
        TableScan table,
        Write write,
        Instant now,
        boolean complete,
        Optional<String> scope,
        Optional<Compared> compared) {

    /** Of all rows that the source gives. */
    public Merge(TableScan table, Write write, Instant now, boolean complete, Optional<String> scope) {
        this(table, write, now, complete, scope, Optional.empty());
    }

    /** The same, when unchanged rows are left out. */
    public Merge having(Compared found) {
        return new Merge(table, write, now, complete, scope, Optional.of(found));
    }
}
