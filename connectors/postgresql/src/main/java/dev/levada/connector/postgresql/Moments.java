package dev.levada.connector.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The moments as of which extents are read that have several parts. A moment begins with the first part that is opened
 * and stays until each part was read as often as the others; then what is read next begins a new one. So the parts that
 * one query reads are always of one moment, even if two queries read the same at once.
 */
final class Moments implements AutoCloseable {
    private final Server server;
    private final Map<Part, Moment> moments = new HashMap<>();

    Moments(Server server) {
        this.server = server;
    }

    /** The moment as of which a part is to be read; give it back by {@link #leave}. */
    synchronized Moment enter(Part part) throws SQLException {
        Moment moment = moments.get(part.whole());
        if (moment == null) {
            moment = Moment.begin(server, part);
            moments.put(part.whole(), moment);
        }
        moment.reads[part.index()]++;
        moment.readers++;
        return moment;
    }

    synchronized void leave(Part part, Moment moment) {
        moment.readers--;
        if (moment.readers == 0 && Arrays.stream(moment.reads).distinct().count() == 1) {
            moments.remove(part.whole(), moment);
            moment.end();
        }
    }

    @Override
    public synchronized void close() {
        moments.values().forEach(Moment::end);
        moments.clear();
    }

    /** A transaction that stays open, so that others can see what it sees. */
    static final class Moment {
        private final Connection connection;
        private final String table;
        private final String id;
        private final int[] reads;
        private int readers;

        private Moment(Connection connection, Part part, String id) {
            this.connection = connection;
            this.table = part.relation();
            this.id = id;
            this.reads = new int[part.count()];
        }

        /** The table is locked first against being rewritten, which would move its rows from part to part. */
        private static Moment begin(Server server, Part part) throws SQLException {
            Connection connection = server.open();
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table " + part.relation() + " in access share mode");
                try (ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
                    row.next();
                    return new Moment(connection, part, row.getString(1));
                }
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }

        /** Lets a transaction that has seen nothing yet see what this one does. */
        void show(Connection other) throws SQLException {
            try (Statement statement = other.createStatement()) {
                statement.execute("set transaction snapshot '" + id + "'");
            } catch (SQLException e) {
                if (Failures.isPassing(e)) {
                    throw e;
                }
                throw LevadaException.retryable(
                        "source.unreachable",
                        Blame.OUTSIDE,
                        "The session that keeps the moment as of which " + table + " is read has ended. Run again.",
                        e);
            }
        }

        private void end() {
            try {
                connection.close();
            } catch (SQLException e) {
                // nothing is lost by a connection that only read
            }
        }
    }
}
