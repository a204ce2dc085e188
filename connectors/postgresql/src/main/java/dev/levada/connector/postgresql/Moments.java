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
    private final Stay stay;
    private final Demand demand;
    private final Map<Part, Moment> moments = new HashMap<>();

    /** When a moment ends. */
    enum Stay {
        /** Once each part was read as often as the others. */
        UNTIL_EVEN,
        /** Once nobody reads. What is read next is as good if the demand makes sure of that. */
        WHILE_READ
    }

    Moments(Server server) {
        this(server, Stay.UNTIL_EVEN, session -> {});
    }

    /** @param demand what must hold at each of the moments */
    Moments(Server server, Stay stay, Demand demand) {
        this.server = server;
        this.stay = stay;
        this.demand = demand;
    }

    /** The moment as of which a part is to be read; give it back by {@link #leave}. */
    synchronized Moment enter(Part part) throws SQLException {
        Moment moment = moments.get(part.whole());
        if (moment == null) {
            moment = begin(part);
            moments.put(part.whole(), moment);
        }
        moment.reads[part.index()]++;
        moment.readers++;
        return moment;
    }

    private Moment begin(Part part) throws SQLException {
        Connection connection = server.open();
        try (Statement statement = connection.createStatement()) {
            enter(connection, part);
            try (ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
                row.next();
                return new Moment(connection, part, row.getString(1));
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Begins a moment of a session's own. The table is locked first against being rewritten, which would move its rows from part
     * to part, and against being exchanged, after which a moment before would see no rows.
     */
    void enter(Connection connection, Part part) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + part.relation() + " in access share mode");
        }
        demand.at(connection);
    }

    /** Whether all parts must be of a moment that meets a demand, even if there is one only. */
    boolean areDemanding() {
        return stay == Stay.WHILE_READ;
    }

    synchronized void leave(Part part, Moment moment) {
        moment.readers--;
        boolean isDone = stay == Stay.WHILE_READ
                || Arrays.stream(moment.reads).distinct().count() == 1;
        if (moment.readers == 0 && isDone) {
            moments.remove(part.whole(), moment);
            moment.end();
        }
    }

    @Override
    public synchronized void close() {
        moments.values().forEach(Moment::end);
        moments.clear();
    }

    /** What must hold at a moment. */
    @FunctionalInterface
    interface Demand {
        /** @param session shows the moment */
        void at(Connection session) throws SQLException;
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
