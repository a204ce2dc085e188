package dev.levada.engine.duckdb;

import dev.levada.engine.Session.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.QueryProgress;
import org.jspecify.annotations.Nullable;

/** Runs statements on one connection, one at a time, and can tell how far the running one is, or stop it. */
final class Statements {
    private final DuckDBConnection connection;
    private final RemoteTables remote;
    private volatile @Nullable DuckDBPreparedStatement running;
    private volatile boolean cancelled;

    Statements(DuckDBConnection connection) {
        this(connection, RemoteTables.NONE);
    }

    /** @param remote what statements may read besides files */
    Statements(DuckDBConnection connection, RemoteTables remote) {
        this.connection = connection;
        this.remote = remote;
    }

    DuckDBConnection connection() {
        return connection;
    }

    void execute(String sql) {
        read(sql, result -> true);
    }

    long number(String sql) {
        return read(sql, result -> {
            result.next();
            return result.getLong(1);
        });
    }

    /** Names with numbers, of a query with two columns. */
    Map<String, Long> counts(String sql) {
        return read(sql, result -> {
            Map<String, Long> counts = new TreeMap<>();
            while (result.next()) {
                counts.put(result.getString(1), result.getLong(2));
            }
            return counts;
        });
    }

    List<Long> numbers(String sql) {
        return read(sql, result -> {
            List<Long> numbers = new ArrayList<>();
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
            return numbers;
        });
    }

    List<String> texts(String sql) {
        return read(sql, result -> {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        });
    }

    <T> T read(String sql, Reading<T> reading) {
        try (DuckDBPreparedStatement statement = (DuckDBPreparedStatement) connection.createStatement()) {
            begin(statement);
            try {
                statement.execute(sql);
                try (ResultSet result = statement.getResultSet()) {
                    return reading.read(result);
                }
            } finally {
                running = null;
            }
        } catch (SQLException e) {
            throw remote.cause(DuckErrors.translate(e, sql));
        } finally {
            remote.rest();
        }
    }

    /**
     * The same, and what DuckDB measured while it ran. By way of a file, for the driver cuts a character from the end of a
     * profile for many that Unicode numbers above 2¹⁶, as emoji in a rule.
     */
    <T> Profiled<T> profile(String sql, Reading<T> reading) {
        try {
            Path output = Files.createTempFile("levada-profile", ".json");
            try {
                execute("PRAGMA enable_profiling = 'json'");
                execute("SET profiling_output = " + Sql.text(output.toString()));
                execute("SET tracked_metrics = " + Profile.METRICS);
                T value = read(sql, reading);
                return new Profiled<>(value, Profile.parse(Files.readString(output)));
            } finally {
                execute("PRAGMA disable_profiling");
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(DuckDBPreparedStatement statement) throws SQLException {
        running = statement;
        if (cancelled) {
            throw new SQLException("{\"exception_type\":\"Interrupt\",\"exception_message\":\"Stopped\"}");
        }
    }

    /** Of the running statement; unknown if none runs. */
    Progress progress() {
        DuckDBPreparedStatement statement = running;
        if (statement == null) {
            return new Progress(-1, 0, 0);
        }
        try {
            QueryProgress progress = statement.getQueryProgress();
            return new Progress(progress.getPercentage() / 100, 0, 0);
        } catch (SQLException e) {
            return new Progress(-1, 0, 0); // it ended meanwhile
        }
    }

    /** Stops the running statement, and every later one. */
    void cancel() {
        cancelled = true;
        DuckDBPreparedStatement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                running = null; // it ended meanwhile
            }
        }
    }

    /** Reads a result. */
    interface Reading<T> {
        T read(ResultSet result) throws SQLException;
    }

    /** A result, and what was measured while it was made. */
    record Profiled<T>(T value, Profile profile) {}
}
