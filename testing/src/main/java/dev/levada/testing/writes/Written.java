package dev.levada.testing.writes;

import java.util.List;

/**
 * What became of a table and of the batch that was written to it.
 *
 * @param table the table's rows, in no order
 * @param kept rows of the batch that stand in the table now
 * @param duplicates rows of the batch that were dropped for another row
 * @param unchanged rows of the batch that the table had already
 * @param deletes rows of the batch that said that their key was deleted
 */
public record Written(List<Row> table, long kept, long duplicates, long unchanged, long deletes) {
    public Written {
        table = List.copyOf(table);
    }

    /** Of a batch whose rows were all kept, but for duplicates. */
    Written(List<Row> table, long kept, long duplicates) {
        this(table, kept, duplicates, 0, 0);
    }
}
