package dev.levada.store.postgresql;

import dev.levada.api.Column;
import dev.levada.connector.postgresql.CopyWriter;
import dev.levada.connector.postgresql.PlacedRows;
import dev.levada.connector.postgresql.Places;
import dev.levada.connector.postgresql.StoredTypes;
import dev.levada.project.AssetName;
import dev.levada.store.RowStream;
import dev.levada.store.TableVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Finds where rows with certain keys lie. The keys are sent to a temporary table, and joined there with the table by an index on
 * the key, if it has one; who publishes next makes one.
 */
final class KeySearch {
    /** Of more keys than this the whole table is read instead: that is hardly slower then, and takes no memory. */
    private static final int MOST = 2_000_000;
    /** So are tables of which a larger part than one of so many is asked for. */
    private static final int WORTH = 4;

    private static final int HEADER = 19;
    private static final int EXTENSION = 15;
    /** A row of the server's copy: how many columns, how long the value, and the value. */
    private static final int VALUE = Short.BYTES + Integer.BYTES;

    private static final int ROW = VALUE + Integer.BYTES + Short.BYTES;

    private final Sessions sessions;
    private final Map<AssetName, List<String>> keys = new ConcurrentHashMap<>();

    KeySearch(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The columns by which rows of a table were last searched. */
    Optional<List<String>> keyOf(AssetName table) {
        return Optional.ofNullable(keys.get(table));
    }

    /**
     * Where the rows with one of the keys lie, ascending; empty if the whole table had better be read.
     *
     * @param condition SQL over the table's columns; empty for all rows
     * @param demand what must hold when the places are read
     */
    Optional<long[]> places(TableVersion version, String condition, RowStream wanted, PlacedRows.Demand demand) {
        List<Column> columns = wanted.columns();
        keys.put(version.table(), columns.stream().map(Column::name).toList());
        return sessions.ask("cannot look for rows of " + version.table(), session -> {
            long sent = send(session, wanted);
            if (sent > MOST || sent > version.rows() / WORTH) {
                return Optional.empty();
            }
            Sql.run(session, "analyze pg_temp.levada_keys");
            session.commit();
            session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Sql.run(session, "lock table " + Sql.table(version.table()) + " in access share mode");
                demand.at(session);
                return Optional.of(read(session, join(version, condition, columns)));
            } finally {
                session.rollback();
                session.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                Sql.run(session, "drop table if exists pg_temp.levada_keys");
                session.commit();
            }
        });
    }

    private static String join(TableVersion version, String condition, List<Column> columns) {
        String met = columns.stream()
                .map(column -> "k." + Sql.name(column.name()) + " = t." + Sql.name(column.name()))
                .collect(Collectors.joining(" and "));
        String rows = condition.isEmpty()
                ? Sql.table(version.table())
                : "(select *, ctid from " + Sql.table(version.table()) + " where " + condition + ")";
        return "select t.ctid from (select distinct * from pg_temp.levada_keys) k join " + rows + " t on " + met;
    }

    /** @return how many keys came */
    private static long send(Connection session, RowStream wanted) throws SQLException {
        String declared = wanted.columns().stream()
                .map(column -> Sql.name(column.name()) + " " + StoredTypes.sql(column.type()))
                .collect(Collectors.joining(", "));
        Sql.run(session, "create temporary table levada_keys (" + declared + ")");
        int count = wanted.columns().size();
        try (CopyWriter writer = CopyWriter.begin(session, "pg_temp.levada_keys", count)) {
            wanted.forEach(new RowEncoder("keys", wanted.columns(), writer));
            return writer.end();
        } catch (RowEncoder.Refused refused) {
            throw refused.said();
        }
    }

    private static long[] read(Connection session, String query) throws SQLException {
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
        long[] found = Arrays.copyOf(places, count);
        Arrays.sort(found);
        return found;
    }
}
