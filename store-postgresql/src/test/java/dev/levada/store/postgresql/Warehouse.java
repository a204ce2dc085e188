package dev.levada.store.postgresql;

import dev.levada.api.Settings;
import dev.levada.connector.postgresql.PostgresqlDatabase;
import dev.levada.store.Courier;
import dev.levada.store.StoreKind;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.database.rows.Chunks;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a real server, which all tests of this module share. */
record Warehouse(String name) {
    static final String CONNECTION = "warehouse";

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Started by the first test that needs it, ended with the tests. */
    private static final class Shared {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "60")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Warehouse fresh() {
        Warehouse warehouse = new Warehouse("test_" + COUNT.incrementAndGet());
        new Warehouse("postgres").run("create database " + warehouse.name);
        return warehouse;
    }

    static int port() {
        return Shared.SERVER.getPort();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port() + "/" + name, "postgres", "");
    }

    Warehouse run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    String value(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    PostgresqlDatabase database() {
        return database(Map.of());
    }

    /** @param more settings of the connection, changed or added */
    PostgresqlDatabase database(Map<String, Object> more) {
        Map<String, Object> settings =
                new HashMap<>(Map.of("host", "localhost", "port", (long) port(), "database", name, "user", "postgres"));
        settings.putAll(more);
        return PostgresqlDatabase.of(CONNECTION, new Settings(settings), Path.of(""));
    }

    PostgresqlStore store(Path folder, Courier courier, Clock clock) {
        return store(folder, courier, clock, Chunks.USUAL);
    }

    PostgresqlStore store(Path folder, Courier courier, Clock clock, Chunks chunks) {
        StoreKind.Site site = new StoreKind.Site(
                "shop", CONNECTION, new Settings(Map.of()), Path.of(""), folder, courier, clock, Access.WRITE);
        return new PostgresqlStore(database(), site, chunks);
    }
}
