package dev.levada.connector.jdbc;

import dev.levada.api.Vector;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Copies one value. */
@FunctionalInterface
interface Cell {

    /**
     * Copies the value of a column of the row that the result stands at.
     *
     * @param column counted from 1
     */
    void copy(ResultSet from, int column, Vector to, int row) throws SQLException;
}
