package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import java.util.List;
import java.util.OptionalLong;

/** Rows that queries read through readers, by the table function {@link FeedFunction}. */
interface Readable extends AutoCloseable {
    /** What there is to ask for. */
    List<Column> columns();

    /** How many rows there are, if that is known. */
    OptionalLong cardinality();

    /**
     * Begins to read for one query.
     *
     * @param wanted which columns the query asks for, by their place: 0 is where a row comes from, 1 the first of {@link #columns}
     */
    FeedFunction.Scan scan(int[] wanted);

    /** Closes readers that a stopped query left open. */
    @Override
    void close();
}
