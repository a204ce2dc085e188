package dev.levada.connector.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** A copy under way. */
record Copying(Connection connection, CopyOut copy, List<Field> fields) implements AutoCloseable {

    /** What the server sends next; null at the end. */
    byte @Nullable [] next() throws SQLException {
        return copy.readFromCopy();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing is lost by a connection that only read
        }
    }
}
