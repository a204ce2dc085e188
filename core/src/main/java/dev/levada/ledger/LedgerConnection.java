package dev.levada.ledger;

import dev.levada.api.LevadaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The open file of a ledger, used by one thread at a time.
 *
 * @param lock held while the connection is used
 */
record LedgerConnection(LedgerFile file, Connection connection, Object lock) {

    /** Something that is asked of the file. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Something that is written to the file. */
    interface Change {
        void make(Connection connection) throws SQLException;
    }

    <T> T read(Question<T> question) {
        synchronized (lock) {
            try {
                return question.ask(connection);
            } catch (SQLException e) {
                throw failed("read", e);
            }
        }
    }

    /** Writes all of a change, or none. */
    void write(Change change) {
        synchronized (lock) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("begin immediate");
                try {
                    change.make(connection);
                    statement.execute("commit");
                } catch (SQLException | RuntimeException e) {
                    statement.execute("rollback");
                    throw e;
                }
            } catch (SQLException e) {
                throw failed("written", e);
            }
        }
    }

    private LevadaException failed(String what, SQLException e) {
        return file.failed(what, e);
    }
}
