package dev.levada.connector.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What a reader reads, as often as it takes. */
public interface Reading {
    /** A statement that runs. */
    record Running(Session session, ResultSet rows, List<Field> fields, RowFilter filter) {
        /** One whose rows are all read. */
        public Running(Session session, ResultSet rows, List<Field> fields) {
            this(session, rows, fields, RowFilter.NONE);
        }
    }

    /** Runs the statement. */
    Running begin() throws SQLException;

    /** To be called when all rows were read. */
    default void finish() {}

    default void close() {}
}
