package dev.levada.connector.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.sql.Moments;
import dev.levada.api.sql.SqlStates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction that stays open, so that others can see what it sees. */
final class Moment implements Moments.Moment {
    private final Connection connection;
    private final String table;
    private final String id;

    private Moment(Connection connection, String table, String id) {
        this.connection = connection;
        this.table = table;
        this.id = id;
    }

    /** The table is locked first against being rewritten, which would move its rows from part to part. */
    static Moment begin(Server server, String table) throws SQLException {
        Connection connection = server.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + table + " in access share mode");
            try (ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
                row.next();
                return new Moment(connection, table, row.getString(1));
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
            if (SqlStates.isPassing(e)) {
                throw e;
            }
            throw LevadaException.retryable(
                    "source.unreachable",
                    Blame.OUTSIDE,
                    "The session that keeps the moment as of which " + table + " is read has ended. Run again.",
                    e);
        }
    }

    @Override
    public void end() {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing is lost by a connection that only read
        }
    }
}
