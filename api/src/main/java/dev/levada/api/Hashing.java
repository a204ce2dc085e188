package dev.levada.api;

import java.util.List;

/**
 * Rows that a source tells apart by their key and by a hash of all that they hold, which it computes itself. So rows that
 * changed are found while only keys and hashes travel.
 */
public interface Hashing {
    /** The column of an extent in which each row tells its hash. Of rows that differ, it is never the same but by chance. */
    String COLUMN = "_row_hash";

    /** The key's columns of every row, as the extract has them, and {@link #COLUMN}, in the form of {@link Form.Rows}. */
    Extent keys();

    /**
     * The rows with some keys as they are by now, as the extract has them. A key that is gone by then gives no row.
     *
     * @param keys the values of each, in the order of the key's columns, as the engine spells them; none is null
     */
    Extent rows(List<List<String>> keys);
}
