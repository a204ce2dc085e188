package dev.levada.store.database.rows;

import dev.levada.api.Blame;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Source;
import dev.levada.project.AssetName;
import dev.levada.store.RemoteRows;
import dev.levada.store.RowStream;
import dev.levada.store.TableVersion;
import dev.levada.store.database.books.Others;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of a table, as its newest version has them. */
public final class RemoteTable implements RemoteRows {
    private final Known known;
    private final TableVersion version;
    private final String condition;
    private final long rows;
    private final PlacedTable table;
    private final Others others;
    private final KeySearch search;

    /**
     * What is known of the table.
     *
     * @param tableId what stands for it in what is written down
     * @param connection the name of its connection
     * @param product what the database is called
     */
    record Known(TableVersion version, long tableId, String connection, String product) {
        String path() {
            return RemoteTable.path(connection, version.table());
        }
    }

    /**
     * @param condition SQL over the table's columns; empty for all rows
     * @param rows how many there are of them
     */
    RemoteTable(Known known, String condition, long rows, Others others, KeySearch search, Traffic traffic) {
        this.known = known;
        this.version = known.version();
        this.condition = condition;
        this.rows = rows;
        this.others = others;
        this.search = search;
        this.table = traffic.table(version, known.path(), this::demandVersion);
    }

    /** What stands for the table where rows are named by their places. */
    public static String path(String connection, AssetName table) {
        return connection + ":" + table;
    }

    /** A version is there only as long as it is the newest. */
    void demandVersion(Connection session) throws SQLException {
        if (!others.isAt(session, version, known.tableId())) {
            throw movedOn(version, known.product());
        }
    }

    static LevadaException movedOn(TableVersion version, String product) {
        return LevadaException.retryable(
                "store.version",
                Blame.OUTSIDE,
                "Version " + version.id() + " of " + version.table()
                        + " is gone: somebody has written to the table since,"
                        + " and a table in " + product + " has no past. Run again.",
                null);
    }

    @Override
    public String path() {
        return known.path();
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return version.rows() == 0 ? 0 : (long) ((double) version.bytes() / version.rows() * rows);
    }

    @Override
    public Form.Rows read(List<String> columns) {
        return table.form(columns, version.bytes(), condition);
    }

    @Override
    public Source source() {
        return table.source();
    }

    @Override
    public RemoteRows near(RowStream keys) {
        Optional<long[]> places = search.places(version, condition, keys, this::demandVersion);
        return places.isPresent() ? new FewRows(this, places.get()) : this;
    }

    /** Rows whose places are known. */
    private record FewRows(RemoteTable table, long[] places) implements RemoteRows {
        @Override
        public String path() {
            return table.path();
        }

        @Override
        public long rows() {
            return places.length;
        }

        @Override
        public long bytes() {
            return table.rows == 0 ? 0 : table.bytes() / table.rows * places.length;
        }

        @Override
        public Form.Rows read(List<String> columns) {
            return table.table.form(columns, places);
        }

        @Override
        public Source source() {
            return table.source();
        }

        @Override
        public RemoteRows near(RowStream keys) {
            return this;
        }
    }
}
