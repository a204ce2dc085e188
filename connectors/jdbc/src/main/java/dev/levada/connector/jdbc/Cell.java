package dev.levada.connector.jdbc;

import dev.levada.api.Vector;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Copies one value. */
@FunctionalInterface
public interface Cell {

    /**
     * Copies the value of a column of the row that the result stands at.
     *
     * @param column counted from 1
     * @throws Unfit if the type that the column is delivered in cannot hold the value
     */
    void copy(ResultSet from, int column, Vector to, int row) throws SQLException, Unfit;

    /** A value that a type cannot hold. */
    final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        /** @param value as the message shall call it */
        public Unfit(String value) {
            super(value, null, false, false);
        }
    }
}
