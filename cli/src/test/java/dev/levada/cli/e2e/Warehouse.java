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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server with a database for each project, where tables live. */
record Warehouse(EmbeddedPostgres server) implements DatabaseServer, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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

    /** Returns when a session of that database waits for another. */
    void awaitBlocked(String database) {
        String waiting = "select exists (select from pg_stat_activity where datname = '" + database
                + "' and cardinality(pg_blocking_pids(pid)) > 0)";
        Instant end = Instant.now().plus(PATIENCE);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            while (!isTrue(statement, waiting)) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("nobody waits in " + database);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTrue(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Keeps others from writing to a table; does something once one of them waits for that, and lets go. */
    void holding(String database, String table, Runnable something) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in share mode");
            awaitBlocked(database);
            something.run();
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
