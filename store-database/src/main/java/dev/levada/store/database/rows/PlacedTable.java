package dev.levada.store.database.rows;

import dev.levada.api.Form;
import dev.levada.api.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A table whose rows are read with their places. */
public interface PlacedTable {
    /** What must hold when rows are read. */
    @FunctionalInterface
    interface Demand {
        /** @param session sees what will be read */
        void at(Connection session) throws SQLException;
    }

    /**
     * What is to be read for some columns of the rows that meet a condition.
     *
     * @param bytes how large the table is
     * @param condition SQL over the table's columns; empty for all rows
     */
    Form.Rows form(List<String> names, long bytes, String condition);

    /** What is to be read for some columns of rows whose places are known. */
    Form.Rows form(List<String> names, long[] places);

    Source source();
}
