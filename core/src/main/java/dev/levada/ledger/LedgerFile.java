package dev.levada.ledger;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.BusyTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The SQLite file that a ledger is kept in. */
record LedgerFile(Path path) {
    private static final int PRIMARY_CODE = 0xff;
    private static final int BUSY = 5;
    private static final int READONLY = 8;
    private static final int FULL = 13;

    /** Opens the file, and makes it if it is not there. */
    Connection connect() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw unusable("The ledger " + path + " cannot be opened: " + e.getMessage(), e);
        }
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath());
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = " + BusyTimeout.millis());
                statement.execute("pragma journal_mode = wal");
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed("opened", e);
        }
    }

    /** @param what was to be done with the file, as a participle */
    LevadaException failed(String what, SQLException e) {
        String said = "The ledger " + path + " could not be " + what + ": ";
        return switch (e.getErrorCode() & PRIMARY_CODE) {
            case BUSY ->
                LevadaException.retryable(
                        "ledger.busy",
                        Blame.OUTSIDE,
                        said + "another program has kept it locked for " + BusyTimeout.words() + ". Run again.",
                        e);
            case FULL -> unusable(said + "its disk is full. Make room there, and run again.", e);
            case READONLY ->
                unusable(
                        said + "its folder or disk is read-only. Levada must be able to write there, whatever it does.",
                        e);
            default -> unusable(said + e.getMessage(), e);
        };
    }

    private static LevadaException unusable(String message, Exception cause) {
        return new LevadaException("ledger.unusable", Blame.RESOURCES, message, cause);
    }
}
