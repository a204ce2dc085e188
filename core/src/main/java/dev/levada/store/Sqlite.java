package dev.levada.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * Opens SQLite databases. By the driver itself: {@link java.sql.DriverManager} would load all drivers that there are first,
 * which takes longer than most commands.
 */
public final class Sqlite {
    private static final JDBC DRIVER = new JDBC();

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
}
