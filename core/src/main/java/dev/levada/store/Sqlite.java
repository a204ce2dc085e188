package dev.levada.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.JDBC;

/**
 * Opens SQLite databases. By the driver itself: {@link java.sql.DriverManager} would load all drivers that there are first,
 * which takes longer than most commands.
 */
public final class Sqlite {
    private static final JDBC DRIVER = new JDBC();
    private static final String BUSY_TIMEOUT = "busy_timeout";
    private static final int PRIMARY_CODE = 0xff;
    private static final int BUSY = 5;
    private static final int PAUSE_MILLIS = 5;

    private Sqlite() {}

    /** Opens a file or database in memory. @param url such as {@code jdbc:sqlite:/path/to/file} */
    public static Connection connect(String url) throws SQLException {
        return connect(url, Map.of());
    }

    /** The same, with settings of the driver. */
    public static Connection connect(String url, Map<String, String> settings) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(settings);
        Connection connection = DRIVER.connect(url, properties);
        if (connection == null) {
            throw new SQLException("not an address of an SQLite database: " + url);
        }
        return connection;
    }

    /** Opens a file to read what others may be writing; whoever has it locked is waited for, {@link BusyTimeout} long. */
    public static Connection reading(String url) throws SQLException {
        return connect(url, waiting(Map.of()));
    }

    /**
     * Opens a file for readers and a writer at once, which SQLite does by a log ahead of the file (WAL); others are waited
     * for, {@link BusyTimeout} long. The first switch of a new file to the log is the one thing for which SQLite does not wait
     * by itself: of two who come together, one is told at once that the file is busy.
     *
     * @param settings further settings of the driver
     */
    public static Connection shared(String url, Map<String, String> settings) throws SQLException {
        Connection connection = connect(url, waiting(settings));
        try (Statement statement = connection.createStatement()) {
            for (int left = BusyTimeout.millis(); !isLogging(statement, left); left -= PAUSE_MILLIS) {
                LockSupport.parkNanos(Duration.ofMillis(PAUSE_MILLIS).toNanos());
            }
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private static boolean isLogging(Statement statement, int left) throws SQLException {
        try {
            statement.execute("pragma journal_mode = wal");
            return true;
        } catch (SQLException failed) {
            if (!isBusy(failed) || left <= 0) {
                throw failed;
            }
            return false;
        }
    }

    /** Whether somebody else has the database locked. */
    public static boolean isBusy(SQLException failed) {
        return (failed.getErrorCode() & PRIMARY_CODE) == BUSY;
    }

    private static Map<String, String> waiting(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(BUSY_TIMEOUT, Integer.toString(BusyTimeout.millis()));
        return all;
    }
}
