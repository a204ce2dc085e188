package dev.levada.connector.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection for a while. */
public interface Session extends AutoCloseable {

    Connection connection();

    /** Gives it back, to be used again. */
    @Override
    void close() throws SQLException;

    /** Gives it back in an unknown state, or in the middle of rows that nobody wants any more. */
    void abandon();
}
