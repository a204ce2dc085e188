package dev.levada.connector.postgresql;

import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.sql.Retry;
import dev.levada.testing.source.ArrayBatch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a real server, which all tests of this module share, and what a connection makes of it. */
record Database(String name) {
    static final Retry IMPATIENT = new Retry(4, Duration.ofMillis(4));

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Started by the first test that needs it, ended with the tests. */
    private static final class Shared {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "40")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Database fresh() throws SQLException {
        Database database = new Database("test_" + COUNT.incrementAndGet());
        new Database("postgres").run("create database " + database.name);
        return database;
    }

    static int port() {
        return Shared.SERVER.getPort();
    }

    Database run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    String value(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port() + "/" + name, "postgres", "");
    }

    /** What a connection says, with some settings changed or added. */
    Map<String, Object> settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "host",
                "localhost",
                "port",
                (long) port(),
                "database",
                name,
                "user",
                "postgres",
                "connect_timeout",
                Duration.ofSeconds(10),
                "application_name",
                "levada"));
        settings.putAll(more);
        return settings;
    }

    /** A source whose parts have one page each, so that small tables have many. */
    PostgresqlSource source() {
        return source(Map.of());
    }

    PostgresqlSource source(Map<String, Object> more) {
        return source(more, IMPATIENT);
    }

    PostgresqlSource source(Map<String, Object> more, Retry retry) {
        Address address = Address.of("crm", new Settings(settings(more)), Path.of(""));
        return new PostgresqlSource(new Server("crm", address), retry, 1);
    }

    Extent plan(Map<String, Object> extract) {
        try (Source source = source()) {
            return plan(source, extract);
        }
    }

    static Extent plan(Source source, Map<String, Object> extract) {
        return source.plan(new Read(new Settings(extract), Optional.empty()));
    }

    Form.Rows form(Map<String, Object> extract) {
        return (Form.Rows) plan(extract).form();
    }

    List<List<Object>> rows(Map<String, Object> extract) throws IOException {
        try (Source source = source()) {
            Form.Rows form = (Form.Rows) plan(source, extract).form();
            List<List<Object>> rows = new ArrayList<>();
            for (Split split : form.splits()) {
                rows.addAll(rows(source, form, split));
            }
            return rows;
        }
    }

    static List<List<Object>> rows(Source source, Form.Rows form, Split split) throws IOException {
        try (Reader reader = source.open(split)) {
            return ArrayBatch.readAll(reader, form.columns(), 50);
        }
    }
}
