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
     * @param sinks at least one; each row goes to one of them, whichever is free, and each is called by one thread at a time. What
     *     one throws ends the reading, and is thrown on
     */
    void forEach(List<? extends RowSink> sinks);

    /** Reads all rows into one sink. */
    default void forEach(RowSink sink) {
        forEach(List.of(sink));
    }
}
