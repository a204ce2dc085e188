package dev.levada.engine.duckdb;

import dev.levada.contract.WriteMode;
import dev.levada.engine.Effect;
import dev.levada.engine.Merge;
import dev.levada.store.Replaced;
import dev.levada.store.WrittenFile;
import java.util.List;

/**
 * The meeting of a batch with the rows of its table. {@link #sift} comes before {@code unique} rules are tested, which
 * count what will stand in the table; {@link #finish} comes after them.
 */
interface Merging {
    /** Takes rows out of the batch that will not be written. */
    void sift();

    /** The table's rows that stay as they are beside the rows that the batch has now, as a query. */
    String rivals();

    /** Writes rows that the batch's files do not hold yet, and finds those of the table that go. */
    Merged finish();

    /**
     * What came of it.
     *
     * @param files those of the batch that hold rows of the table, and files that were written besides
     * @param kept how many rows of the batch are written
     * @param duplicates how many were dropped because the table has a row that counts instead
     * @param notices what the user should know, in sentences
     */
    record Merged(
            List<WrittenFile> files,
            Replaced replaced,
            Effect effect,
            long kept,
            long duplicates,
            long unchanged,
            long deletes,
            List<String> notices) {}

    /** The meeting that a mode asks for. */
    static Merging of(Batch batch, Merge merge) {
        return merge.write().mode() == WriteMode.SCD2 ? new HistoryMerge(batch, merge) : new RowMerge(batch, merge);
    }
}
