package dev.levada.connector.jdbc;

import dev.levada.api.LevadaException;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.RowDigest;
import dev.levada.api.sql.SqlStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one kind of database does in its own way. */
public interface Dialect {

    /** The connection's name in the project. */
    String name();

    /** Opens a connection that cannot write, in a transaction that sees the data of one moment. */
    Connection open() throws SQLException;

    /** Whether a connection is used again once a read has ended; not where it would hold on to a file that is replaced. */
    default boolean keepsConnections() {
        return true;
    }

    /** Begins a transaction, where the first statement would not do it as it should be. */
    default void begin(Connection connection) throws SQLException {}

    /** Sets a statement up so that its rows come as they are read, not all at once. */
    default void prepare(Statement statement) throws SQLException {}

    /** The user's tables and views, sorted by name. */
    List<Relation> relations(Connection connection) throws SQLException;

    /** A name as it stands in SQL. */
    String quoted(String name);

    /** The columns of a query that was prepared but not run. */
    List<Field> fields(PreparedStatement query) throws SQLException;

    /** A text that changes whenever the content does; null if the database cannot tell. */
    @Nullable
    String version();

    /** How tables are read in several parts at once as of one moment; empty if that cannot be done. */
    default Optional<Splitting> splitting() {
        return Optional.empty();
    }

    /** What a user should know of every read, such as a promise that cannot be kept. */
    default List<String> notices(Connection connection) throws SQLException {
        return List.of();
    }

    /** Sets a parameter, counted from 1, to a value that an {@link Order} gave. */
    void bind(PreparedStatement statement, int index, CursorValue value) throws SQLException;

    /** Adds a value, exactly as it is stored, to the digest of its row. @param column counted from 1 */
    void digest(ResultSet from, int column, RowDigest digest) throws SQLException;

    /** Ends a connection in whatever state it is, without waiting for rows that nobody wants any more. */
    default void abandon(Connection connection) throws SQLException {
        connection.close();
    }

    /** Whether the same may succeed when it is tried again soon. */
    default boolean isPassing(SQLException failure) {
        return SqlStates.isPassing(failure);
    }

    /**
     * A failure as the user should see it, without any secret.
     *
     * @param what what was tried, as the beginning of a sentence
     */
    LevadaException failure(String what, SQLException cause);
}
