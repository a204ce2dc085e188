package dev.levada.store.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Source;
import dev.levada.connector.postgresql.PlacedRows;
import dev.levada.connector.postgresql.PostgresqlDatabase;
import dev.levada.project.AssetName;
import dev.levada.store.RemoteRows;
import dev.levada.store.RowStream;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of a table, as its newest version has them. */
final class RemoteTable implements RemoteRows {
    private final PostgresqlDatabase database;
    private final TableVersion version;
    private final long tableId;
    private final String condition;
    private final long rows;
    private final PlacedRows source;
    private final Others others;
    private final KeySearch search;

    /**
     * @param condition SQL over the table's columns; empty for all rows
     * @param rows how many there are of them
     */
    RemoteTable(
            PostgresqlDatabase database,
            TableVersion version,
            long tableId,
            String condition,
            long rows,
            Others others,
            KeySearch search) {
        this.database = database;
        this.version = version;
        this.tableId = tableId;
        this.condition = condition;
        this.rows = rows;
        this.others = others;
        this.search = search;
        this.source = new PlacedRows(
                database,
                Sql.table(version.table()),
                path(database.name(), version.table()),
                version.columns().stream().map(StoredColumn::column).toList(),
                this::demandVersion);
    }

    /** What stands for the table where rows are named by their places. */
    static String path(String connection, AssetName table) {
        return connection + ":" + table;
    }

    /** A version is there only as long as it is the newest. */
    void demandVersion(Connection session) throws SQLException {
        if (!others.isAt(session, version, tableId)) {
            throw movedOn(version);
        }
    }

    static LevadaException movedOn(TableVersion version) {
        return LevadaException.retryable(
                "store.version",
                Blame.OUTSIDE,
                "Version " + version.id() + " of " + version.table()
                        + " is gone: somebody has written to the table since,"
                        + " and a table in PostgreSQL has no past. Run again.",
                null);
    }

    @Override
    public String path() {
        return path(database.name(), version.table());
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
        return source.form(columns, version.bytes(), condition);
    }

    @Override
    public Source source() {
        return source;
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
            return table.source.form(columns, places);
        }

        @Override
        public Source source() {
            return table.source;
        }

        @Override
        public RemoteRows near(RowStream keys) {
            return this;
        }
    }
}
