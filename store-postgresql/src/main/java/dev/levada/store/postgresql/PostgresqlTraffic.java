package dev.levada.store.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.Type;
import dev.levada.connector.postgresql.CopyWriter;
import dev.levada.connector.postgresql.PlacedRows;
import dev.levada.connector.postgresql.Places;
import dev.levada.connector.postgresql.PostgresqlDatabase;
import dev.levada.store.RowStream;
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
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Rows that come and go by binary copies. */
record PostgresqlTraffic(PostgresqlDatabase database, Words words, Chunks chunks) implements Traffic {
    private static final String KEYS = "pg_temp.levada_keys";

    private static final int HEADER = 19;
    private static final int EXTENSION = 15;
    /** A row of the server's copy: how many columns, how long the value, and the value. */
    private static final int VALUE = Short.BYTES + Integer.BYTES;

    private static final int ROW = VALUE + Integer.BYTES + Short.BYTES;

    @Override
    public void make(Connection session, String table, List<StoredColumn> columns, Kind kind) throws SQLException {
        String create = kind == Kind.PASSING ? "create unlogged table " : "create table ";
        Sql.run(session, create + table + " (" + Sql.declared(words, columns) + ")");
    }

    /** Another session may be reading from the same server meanwhile. */
    @Override
    public boolean takesRowsAsTheyCome() {
        return database.maxConnections() > 1;
    }

    /** A limit is for statements that the server is too long at. This one waits for a source. */
    @Override
    public void awaitRows(Connection session) throws SQLException {
        Sql.run(session, "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0");
    }

    /** As many as there are cores: a server takes one core for each, and encoding the rows takes no less. */
    @Override
    public int lanes() {
        return Math.min(Runtime.getRuntime().availableProcessors(), database.maxConnections());
    }

    @Override
    public RowTarget target(Connection session, String table, List<Column> columns) throws SQLException {
        String names = columns.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
        String into = table + " (" + names + ")";
        return CopiedRows.begin(columns, () -> CopyWriter.begin(session, into, columns.size()), chunks);
    }

    /** The server puts a default in more quickly than it takes a value in. */
    @Override
    public Set<String> fillIn(
            Connection session, String table, List<StoredColumn> columns, Map<String, String> constants)
            throws SQLException {
        Set<String> filledIn = new TreeSet<>();
        for (StoredColumn column : columns) {
            String constant = constants.get(column.name());
            Type type = column.column().type();
            if (constant != null) {
                alter(session, table, column.name(), "set default " + Sql.text(constant) + "::" + words.type(type));
                filledIn.add(column.name());
            }
        }
        return filledIn;
    }

    @Override
    public void fillInNothing(Connection session, String table, Set<String> columns) throws SQLException {
        for (String column : columns) {
            alter(session, table, column, "drop default");
        }
    }

    private static void alter(Connection session, String table, String column, String change) throws SQLException {
        Sql.run(session, "alter table " + table + " alter column " + Sql.name(column) + " " + change);
    }

    @Override
    public void part(Connection session, Bulk table, String condition, int most, Part part) throws SQLException {
        new Pages(session, table).part(condition, most, part);
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
        Sql.run(session, "create temporary table levada_keys (" + declared + ")");
        try (RowTarget target = target(session, KEYS, keys.columns())) {
            long sent = RowEncoder.send("keys", keys, List.of(target), Course.unfollowed());
            Sql.run(session, "analyze " + KEYS);
            return sent;
        }
    }

    @Override
    public void dropKeys(Connection session) throws SQLException {
        Sql.run(session, "drop table if exists " + KEYS);
        session.commit();
    }

    @Override
    public void beginMoment(Connection session, TableVersion version) throws SQLException {
        session.commit();
        session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Sql.run(session, "lock table " + words.table(version.table()) + " in access share mode");
    }

    @Override
    public void endMoment(Connection session) throws SQLException {
        session.rollback();
        session.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Override
    public long[] places(Connection session, String query) throws SQLException {
        CopyOut copy = session.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (" + query + ") to stdout (format binary)");
        long[] places = new long[1024];
        int count = 0;
        boolean isFirst = true;
        for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
            int at = isFirst ? HEADER + bytes[EXTENSION] : 0;
            isFirst = false;
            if (bytes.length - at < ROW) {
                continue; // the header alone, or the mark of the end
            }
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            places[count++] = Places.at(bytes, at + VALUE);
        }
        return Arrays.copyOf(places, count);
    }

    @Override
    public PlacedTable table(TableVersion version, String title, PlacedTable.Demand demand) {
        List<Column> columns = version.shape();
        return new Placed(new PlacedRows(database, words.table(version.table()), title, columns, demand::at));
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
