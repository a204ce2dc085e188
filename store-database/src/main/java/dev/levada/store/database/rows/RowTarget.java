package dev.levada.store.database.rows;

import dev.levada.store.RowBatch;
import java.sql.SQLException;

/** Takes rows to a database value by value, in the order of their columns. */
public interface RowTarget extends AutoCloseable {
    /** Begins a row. */
    void begin() throws SQLException;

    /** The next value is null. */
    void none();

    /** Takes the next value, which is not null. */
    void value(RowBatch rows, int column, int row) throws Unfit;

    /** Called after the last row, and returns how many arrived. */
    long end() throws SQLException;

    /** Gives up what has not ended. */
    @Override
    void close();
}
