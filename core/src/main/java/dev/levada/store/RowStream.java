package dev.levada.store;

import dev.levada.api.Column;
import java.util.List;

/** Rows on their way from an engine to a store that keeps them elsewhere than in files. */
public interface RowStream {
    /** What the rows have, in order. */
    List<Column> columns();

    /**
     * Reads all rows, in any order. May be called again, and gives the same rows then.
     *
     * @param sink called by one thread at a time; what it throws ends the reading, and is thrown on
     */
    void forEach(RowSink sink);
}
