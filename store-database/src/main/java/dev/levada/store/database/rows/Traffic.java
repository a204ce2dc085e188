package dev.levada.store.database.rows;

import dev.levada.store.RowStream;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.store.database.rows.Landing.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How rows come to a kind of database, and back. */
public interface Traffic {
    /** Makes a table in which rows wait. @param table as it stands in SQL */
    void make(Connection session, String table, List<StoredColumn> columns, Kind kind) throws SQLException;

    /** How much one statement moves. */
    Chunks chunks();

    /**
     * Sends rows to a table.
     *
     * @param table as it stands in SQL
     * @param title as users know it
     * @param course is told of rows on their way
     * @return how many arrived
     */
    long send(Connection session, String table, String title, RowStream rows, Course course) throws SQLException;

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
