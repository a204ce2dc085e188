package dev.levada.cli.e2e;

import dev.levada.store.Store;
import dev.levada.store.postgresql.PostgresqlStoreKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server with a database for each project, where tables live. */
record Warehouse(EmbeddedPostgres server) implements DatabaseServer, AutoCloseable {

    static Warehouse start() {
        try {
            return new Warehouse(
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void make(String database) {
        run("postgres", "create database " + database);
    }

    @Override
    public String connection(String database) {
        return "  warehouse: {type: postgres, host: localhost, port: " + server.getPort() + ", database: " + database
                + ", user: postgres}";
    }

    @Override
    public Store store(String database, String project) {
        return DatabaseServer.look(
                new PostgresqlStoreKind(),
                Map.of("host", "localhost", "port", (long) server.getPort(), "database", database, "user", "postgres"),
                project);
    }

    void run(String database, String... statements) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of a query's rows, as text. */
    List<String> texts(String database, String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }

    @Override
    public List<String> strays(String database) {
        return texts(
                database,
                "select name from levada.stagings union select relname from pg_class where relkind = 'r' and"
                        + " relnamespace = 'levada_staging'::regnamespace");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
