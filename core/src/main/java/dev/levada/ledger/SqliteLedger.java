package dev.levada.ledger;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.ledger.RunRecord.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ledger in a SQLite file. Several processes may use the file at once; each waits for the others' short writes. */
public final class SqliteLedger implements Ledger {
    private static final int BUSY_MILLIS = 30_000;
    private static final String COLUMNS =
            "run_id, started_us, ended_us, status, environment, command, host, pid, process_started_us, report";

    private final Path file;
    private final Connection connection;

    /**
     * Opens the ledger, and makes it if it is not there.
     *
     * @throws LevadaException if the file cannot be used, or was written by a newer Levada
     */
    public SqliteLedger(Path file, Clock clock) {
        this(file, connect(file), clock);
    }

    /** A ledger that is forgotten when it is closed, for looking at a project that was never run. */
    public static SqliteLedger inMemory(Clock clock) {
        try {
            return new SqliteLedger(Path.of(":memory:"), DriverManager.getConnection("jdbc:sqlite::memory:"), clock);
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite has always room for an empty ledger", e);
        }
    }

    private SqliteLedger(Path file, Connection connection, Clock clock) {
        this.file = file;
        this.connection = connection;
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = " + BUSY_MILLIS);
                statement.execute("pragma journal_mode = wal");
            }
            Migrations.apply(connection, file, clock.instant());
        } catch (SQLException e) {
            close();
            throw failed("opened", e);
        } catch (LevadaException e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void begin(RunRecord run) {
        String sql = "insert into runs (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, run.runId());
            insert.setLong(2, micros(run.started()));
            insert.setObject(3, micros(run.ended()));
            insert.setString(4, run.status());
            insert.setString(5, run.environment().orElse(null));
            insert.setString(6, run.command());
            insert.setString(7, run.owner().host());
            insert.setLong(8, run.owner().pid());
            insert.setObject(9, micros(run.owner().started()));
            insert.setString(10, run.report().orElse(null));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw failed("written", e);
        }
    }

    @Override
    public synchronized void end(RunRecord run) {
        String sql = "update runs set ended_us = ?, status = ?, report = ? where run_id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, micros(run.ended()));
            update.setString(2, run.status());
            update.setString(3, run.report().orElse(null));
            update.setString(4, run.runId());
            if (update.executeUpdate() != 1) {
                throw new LevadaException(
                        "ledger.unknown-run",
                        Blame.LEVADA,
                        "The ledger " + file + " knows no run '" + run.runId() + "' that could end.");
            }
        } catch (SQLException e) {
            throw failed("written", e);
        }
    }

    @Override
    public synchronized List<RunRecord> runs(int limit) {
        return select("order by started_us desc, run_id desc limit ?", limit);
    }

    @Override
    public synchronized List<RunRecord> unfinished() {
        return select("where status = ? order by started_us, run_id", RunRecord.RUNNING);
    }

    @Override
    public synchronized Optional<RunRecord> run(String idOrPrefix) {
        List<RunRecord> exact = select("where run_id = ?", idOrPrefix);
        List<RunRecord> found =
                exact.isEmpty() ? select("where substr(run_id, 1, length(?1)) = ?1 limit 2", idOrPrefix) : exact;
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    @Override
    public Histories histories() {
        return new SqliteHistories(opened());
    }

    @Override
    public Backfills backfills() {
        return new SqliteBackfills(opened());
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("closed", e);
        }
    }

    private List<RunRecord> select(String rest, Object parameter) {
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from runs " + rest)) {
            select.setObject(1, parameter);
            List<RunRecord> runs = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(record(rows));
                }
            }
            return runs;
        } catch (SQLException e) {
            throw failed("read", e);
        }
    }

    private static RunRecord record(ResultSet row) throws SQLException {
        return new RunRecord(
                row.getString("run_id"),
                instant(row, "started_us").orElseThrow(),
                instant(row, "ended_us"),
                row.getString("status"),
                Optional.ofNullable(row.getString("environment")),
                row.getString("command"),
                new Owner(row.getString("host"), row.getLong("pid"), instant(row, "process_started_us")),
                Optional.ofNullable(row.getString("report")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable Long micros(Optional<Instant> instant) {
        return instant.map(SqliteLedger::micros).orElse(null);
    }

    private static Connection connect(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        } catch (IOException | SQLException e) {
            throw new LevadaException(
                    "ledger.unusable",
                    Blame.RESOURCES,
                    "The ledger " + file + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    private LevadaException failed(String what, SQLException e) {
        return opened().failed(what, e);
    }

    private LedgerConnection opened() {
        return new LedgerConnection(file, connection, this);
    }
}
