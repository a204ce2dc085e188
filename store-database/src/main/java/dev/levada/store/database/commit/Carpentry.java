package dev.levada.store.database.commit;

import dev.levada.project.AssetName;
import dev.levada.store.StageRequest;
import dev.levada.store.StoredColumn;
import dev.levada.store.database.rows.Landing.Kind;
import dev.levada.store.database.rows.Landing.Landed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How tables come to be and change in a kind of database. Where the making of tables is part of a transaction, all of it happens
 * in the one that publishes; elsewhere what has to be there is made ready before, so that nobody is hurt if the transaction
 * never comes, and what has to go is finished afterwards.
 */
public interface Carpentry {
    /** What becomes of a new table's rows. */
    Kind ofNew();

    /** What becomes of rows that wait before it is known how they are published. @param isNew whether there is no table yet */
    default Kind of(StageRequest.Use use, boolean isNew) {
        if (isNew) {
            return ofNew();
        }
        return use == StageRequest.Use.WHOLE ? Kind.LASTING : Kind.PASSING;
    }

    /** A transaction that publishes. */
    @FunctionalInterface
    interface Publishing {
        void run() throws SQLException;
    }

    /** Publishes, once all that the transaction cannot do is ready for it. */
    default void publish(List<PreparedTable> tables, Publishing transaction) throws SQLException {
        transaction.run();
    }

    /** Takes back what was made ready for a table, unless it was published. */
    default void takeBack(PreparedTable table) {}

    /** Takes back what was made ready for a run that died, or for parts of it, but for what was published. */
    default void sweep(String runId) {}

    /** Finishes what a transaction decided and could not do; called before a table is looked at. */
    default void finish(Connection session, AssetName table) throws SQLException {}

    /** Does what makes nothing visible, after a commit. May fail. */
    void followUp(PreparedTable table, Optional<List<String>> key);

    /** What a table of which all rows are replaced has besides these columns; empty if no other can take its place. */
    default Optional<Belongings> belongings(Connection session, AssetName table, Set<String> columns)
            throws SQLException {
        return Optional.empty();
    }

    /** Lets a table that waited take the place of another, whose belongings it has. The other is as its newest commit left it. */
    default void exchange(Connection session, AssetName table, Belongings belongings, Landed rows) throws SQLException {
        throw new UnsupportedOperationException("no table takes another's place");
    }

    /** Keeps all others from a table that will be exchanged, if they let go of it soon. */
    default void lockWhole(Connection session, AssetName table) throws SQLException {}

    /** Whether somebody did not let go of a table. */
    default boolean isHeld(SQLException failure) {
        return false;
    }

    /** Makes a table of the one in which its rows wait. */
    default void make(Connection session, AssetName table, Landed rows) throws SQLException {
        throw new UnsupportedOperationException("no table that waited becomes another");
    }

    /** Makes a table without rows. */
    void make(Connection session, AssetName table, List<StoredColumn> columns) throws SQLException;

    /** Turns a table's columns into others. */
    void change(Connection session, AssetName table, List<StoredColumn> before, List<StoredColumn> after)
            throws SQLException;

    /** The statement that copies rows that wait, up to where a condition tells which of them. */
    String copying(Connection session, AssetName table, Landed rows, List<StoredColumn> columns) throws SQLException;

    /** Whether rows of a table refer to others of it, and all must be there, or gone, when a statement ends. */
    default boolean refersToItself(Connection session, AssetName table) throws SQLException {
        return false;
    }

    /** Lets the database notice from now on what others do to a table. */
    void watch(Connection session, AssetName table, long tableId) throws SQLException;

    /** Makes an index by which rows with a key are found, where that is part of the transaction. */
    default void index(Connection session, AssetName table, List<String> key) throws SQLException {}
}
