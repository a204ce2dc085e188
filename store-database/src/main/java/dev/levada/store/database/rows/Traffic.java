package dev.levada.store.database.rows;

import dev.levada.api.Column;
import dev.levada.store.RowStream;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.store.database.rows.Landing.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How rows come to a kind of database, and back. */
public interface Traffic {
    /** Makes a table in which rows wait. @param table as it stands in SQL */
    void make(Connection session, String table, List<StoredColumn> columns, Kind kind) throws SQLException;

    /** How much one statement moves. */
    Chunks chunks();

    /** Whether rows are taken while they are produced. */
    default boolean takesRowsAsTheyCome() {
        return false;
    }

    /** Lets the session's transaction wait for rows as long as they take to be produced. */
    default void awaitRows(Connection session) throws SQLException {}

    /** How many sessions send rows to one table at once, if there are many rows. */
    int lanes();

    /**
     * Takes rows to a table, in the session's transaction.
     *
     * @param table as it stands in SQL
     */
    RowTarget target(Connection session, String table, List<Column> columns) throws SQLException;

    /**
     * Lets a table in which rows will wait fill in columns itself, so that rows come without these: all, or none.
     *
     * @param constants the one value that all rows have, for some columns, as text
     * @return the columns that it fills in
     */
    default Set<String> fillIn(
            Connection session, String table, List<StoredColumn> columns, Map<String, String> constants)
            throws SQLException {
        return Set.of();
    }

    /** Lets a table that rows have come to fill in nothing any more. */
    default void fillInNothing(Connection session, String table, Set<String> columns) throws SQLException {}

    /** Something about some rows. */
    @FunctionalInterface
    interface Part {
        /** @param condition true for those rows */
        void take(String condition) throws SQLException;
    }

    /**
     * Parts rows of a table that nobody else changes meanwhile.
     *
     * @param condition SQL over the table's columns; empty for all rows
     * @param most how many rows a part has, about
     * @param part called for each part in turn, of which every row is in one. May remove its rows
     */
    void part(Connection session, Bulk table, String condition, int most, Part part) throws SQLException;

    /** The table that keys are sent to, as it stands in SQL; only the session that sent them sees it. */
    String keys();

    /** Makes that table and sends rows to it. @return how many arrived */
    long sendKeys(Connection session, RowStream keys) throws SQLException;

    /** Drops that table. */
    void dropKeys(Connection session) throws SQLException;

    /** Ends the transaction; until the next ends, all statements see the moment at which it begins. */
    void beginMoment(Connection session, TableVersion version) throws SQLException;

    /** Ends the moment, and with it the transaction, whatever became of it. */
    void endMoment(Connection session) throws SQLException;

    /** The places that a query gives, in any order. */
    long[] places(Connection session, String query) throws SQLException;

    /**
     * A table as it is read.
     *
     * @param title how users know it
     * @param demand what must hold whenever rows are read
     */
    PlacedTable table(TableVersion version, String title, PlacedTable.Demand demand);
}
