package dev.levada.store.database.books;

import dev.levada.project.AssetName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** How a kind of database writes down what Levada remembers, and notices what others do to tables. */
public interface Watch {
    /** An id that no version had before. */
    long nextVersion(Connection session) throws SQLException;

    Instant instant(ResultSet row, int column) throws SQLException;

    void setInstant(PreparedStatement statement, int index, Instant instant) throws SQLException;

    /** Waits until no other session makes tables to remember things in, and does that then. */
    int alone(Connection session, Sessions.Work<Integer> work) throws SQLException;

    /** Whether one of those tables is there, made by whoever. */
    boolean hasBooks(Connection session, String name) throws SQLException;

    /** Whether there is a table by an asset's name. */
    boolean isThere(Connection session, AssetName table) throws SQLException;

    /** How many bytes a table takes. @param sql as the table stands in SQL */
    long size(Connection session, String sql) throws SQLException;

    /** Lets what the transaction does go unnoticed. */
    void silence(Connection session) throws SQLException;

    /**
     * Whether nobody else has changed rows since the newest commit, as far as the session sees. The transaction's own changes do
     * not count, but for those of the table's storage.
     */
    boolean isSilent(Connection session, AssetName table, long tableId) throws SQLException;

    /** Whether a table has rows if its newest commit says so, where others can take all out unnoticed. */
    default boolean isWhole(Connection session, AssetName table, long tableId) throws SQLException {
        return true;
    }

    /** Whether all that commits decided about a table's columns is done, for databases that cannot do it in the transaction. */
    default boolean isReady(Connection session, long tableId) throws SQLException {
        return true;
    }

    /** Keeps others from changing rows until the transaction ends, where transactions do not see each other's changes anyhow. */
    void lock(Connection session, AssetName table) throws SQLException;

    /** Whether a failure means that the session may not write. */
    boolean isForbidden(SQLException failure);
}
