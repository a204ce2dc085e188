package dev.levada.store.mysql;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.connector.jdbc.mysql.LoadWriter;
import dev.levada.connector.jdbc.mysql.MysqlDatabase;
import dev.levada.connector.jdbc.mysql.PlacedRows;
import dev.levada.connector.jdbc.mysql.PlacedRows.Parting;
import dev.levada.store.RowStream;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.rows.Bulk;
import dev.levada.store.database.rows.Chunks;
import dev.levada.store.database.rows.Course;
import dev.levada.store.database.rows.Landing.Kind;
import dev.levada.store.database.rows.PlacedTable;
import dev.levada.store.database.rows.RowEncoder;
import dev.levada.store.database.rows.RowTarget;
import dev.levada.store.database.rows.Traffic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that come as lines of a file, and go as results. @param access those who only look do not tell all moments apart */
record MysqlTraffic(MysqlDatabase database, Words words, Access access, Chunks chunks) implements Traffic {
    private static final String KEYS = "levada_keys";

    @Override
    public void make(Connection session, String table, List<StoredColumn> columns, Kind kind) throws SQLException {
        Sql.run(
                session,
                "create table " + table + " (" + Columns.place(words) + ", " + Sql.declared(words, columns)
                        + ") engine = InnoDB");
    }

    /** One only: while one session loads rows, others wait for the numbers that are the rows' places. */
    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public RowTarget target(Connection session, String table, List<Column> columns) {
        return new LoadedRows(columns, LoadWriter.begin(session, table, columns));
    }

    /** Places are counted on, so that a range of them is found by the key that they are. */
    @Override
    public void part(Connection session, Bulk table, String condition, int most, Part part) throws SQLException {
        String met = condition.isEmpty() ? "" : " and (" + condition + ")";
        String after = words.place() + " > 0";
        for (List<String> last = last(session, table, after + met, most);
                !last.isEmpty();
                last = last(session, table, after + met, most)) {
            part.take(after + " and " + words.place() + " <= " + last.get(0) + met);
            after = words.place() + " > " + last.get(0);
        }
        part.take(after + met);
    }

    /** The place of the last of so many rows; empty if there are fewer. */
    private List<String> last(Connection session, Bulk table, String condition, int most) throws SQLException {
        return Sql.texts(
                session,
                "select " + words.place() + " from " + table.table() + " where " + condition + " order by "
                        + words.place() + " limit 1 offset " + (most - 1));
    }

    @Override
    public String keys() {
        return KEYS;
    }

    @Override
    public long sendKeys(Connection session, RowStream keys) throws SQLException {
        String declared = keys.columns().stream()
                .map(column -> Sql.name(column.name()) + " " + words.type(column.type()))
                .collect(Collectors.joining(", "));
        Sql.run(session, "create temporary table " + KEYS + " (" + declared + ") engine = InnoDB");
        try (RowTarget target = target(session, KEYS, keys.columns())) {
            return RowEncoder.send("keys", keys, List.of(target), Course.unfollowed());
        }
    }

    @Override
    public void dropKeys(Connection session) throws SQLException {
        Sql.run(session, "drop temporary table if exists " + KEYS);
    }

    @Override
    public void beginMoment(Connection session, TableVersion version) throws SQLException {
        session.commit();
        Sql.run(session, "set transaction isolation level repeatable read");
        Sql.run(session, "start transaction with consistent snapshot");
    }

    @Override
    public void endMoment(Connection session) throws SQLException {
        session.rollback();
    }

    @Override
    public long[] places(Connection session, String query) throws SQLException {
        long[] places = new long[1024];
        int count = 0;
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                if (count == places.length) {
                    places = Arrays.copyOf(places, 2 * count);
                }
                places[count++] = row.getLong(1);
            }
        }
        return Arrays.copyOf(places, count);
    }

    @Override
    public PlacedTable table(TableVersion version, String title, PlacedTable.Demand demand) {
        List<Column> columns = version.shape();
        Parting parting = access == Access.LOOK ? Parting.NONE : Parting.LARGE_TABLES;
        return new Placed(new PlacedRows(database, words.table(version.table()), title, columns, parting, demand::at));
    }

    private record Placed(PlacedRows source) implements PlacedTable {
        @Override
        public Form.Rows form(List<String> names, long bytes, String condition) {
            return source.form(names, bytes, condition);
        }

        @Override
        public Form.Rows form(List<String> names, long[] places) {
            return source.form(names, places);
        }
    }
}
