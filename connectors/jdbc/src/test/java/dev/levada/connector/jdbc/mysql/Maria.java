package dev.levada.connector.jdbc.mysql;

import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.sql.Retry;
import dev.levada.connector.jdbc.JdbcSource;
import dev.levada.connector.jdbc.Pace;
import dev.levada.connector.jdbc.Rig;
import dev.levada.connector.jdbc.server.Login;
import dev.levada.testing.server.MariadbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a real MariaDB server, which all tests of this module share. */
public record Maria(String database) implements Rig {
    static final Retry IMPATIENT = new Retry(4, Duration.ofMillis(4));

    private static final String ADMIN = MariadbServer.ADMIN;
    private static final String PASSWORD = MariadbServer.PASSWORD;
    private static final AtomicInteger COUNT = new AtomicInteger();

    public static Maria fresh() throws SQLException {
        demandServer();
        Maria database = new Maria("crm_" + COUNT.incrementAndGet());
        new Maria("mysql").run("create database " + database.database + " character set utf8mb4");
        return database;
    }

    static void demandServer() {
        MariadbServer.demand();
    }

    static int port() {
        return MariadbServer.port();
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port() + "/" + database + "?sslMode=disable", ADMIN, PASSWORD);
    }

    String value(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** What a connection says, with some settings changed or added. */
    Settings settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "host", "127.0.0.1", "port", (long) port(), "database", database, "user", ADMIN, "password", PASSWORD));
        settings.putAll(more);
        return new Settings(settings);
    }

    @Override
    public Source source() {
        return source(Map.of(), 4);
    }

    /** A source whose parts have a hundred rows each, so that small tables have many. */
    Source source(Map<String, Object> more, int connections) {
        Login login = new Login("crm", settings(more), Path.of(""));
        return new JdbcSource(new MysqlDialect(login), new Pace(connections, IMPATIENT, 100));
    }
}
