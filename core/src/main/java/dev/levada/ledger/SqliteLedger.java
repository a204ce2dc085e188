package dev.levada.ledger;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.ledger.RunRecord.Owner;
import dev.levada.store.FrozenSqlite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ledger in a SQLite file. Several processes may use the file at once; each waits for the others' short writes. */
public final class SqliteLedger implements Ledger {
    private static final String COLUMNS =
            "run_id, started_us, ended_us, status, environment, command, host, pid, process_started_us, report";

    private final LedgerFile file;
    private final Clock clock;
    private final Connection connection;
    private @Nullable SqliteLeases leases;

    /**
     * Opens the ledger, and makes it if it is not there.
     *
     * @throws LevadaException if the file cannot be used, or was written by a newer Levada
     */
    public SqliteLedger(Path path, Clock clock) {
        this(new LedgerFile(path), clock);
    }

    /**
     * A ledger to look at. Where there is none, none is made: it is empty then. Of one that cannot be written to it is a copy.
     * Both are forgotten when they are closed.
     */
    public static SqliteLedger toLookAt(Path path, Clock clock) {
        if (!Files.exists(path)) {
            return new SqliteLedger(LedgerFile.IN_MEMORY, clock);
        }
        return FrozenSqlite.isFrozen(path) ? copyOf(path, clock) : new SqliteLedger(path, clock);
    }

    /** A copy of a ledger, which leaves that as it is. */
    static SqliteLedger copyOf(Path path, Clock clock) {
        LedgerFile file = new LedgerFile(path);
        return new SqliteLedger(file, clock, file.copy());
    }

    private SqliteLedger(LedgerFile file, Clock clock) {
        this(file, clock, file.connect());
    }

    private SqliteLedger(LedgerFile file, Clock clock, Connection connection) {
        this.file = file;
        this.clock = clock;
        this.connection = connection;
        try {
            Migrations.apply(connection, file.path(), clock.instant());
        } catch (SQLException e) {
            close();
            throw file.failed("opened", e);
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
            insert.setLong(2, SqlTime.micros(run.started()));
            insert.setObject(3, SqlTime.micros(run.ended()));
            insert.setString(4, run.status());
            insert.setString(5, run.environment().orElse(null));
            insert.setString(6, run.command());
            insert.setString(7, run.owner().host());
            insert.setLong(8, run.owner().pid());
            insert.setObject(9, SqlTime.micros(run.owner().started()));
            insert.setString(10, run.report().orElse(null));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw file.failed("written", e);
        }
    }

    @Override
    public synchronized void end(RunRecord run) {
        String sql = "update runs set ended_us = ?, status = ?, report = ? where run_id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, SqlTime.micros(run.ended()));
            update.setString(2, run.status());
            update.setString(3, run.report().orElse(null));
            update.setString(4, run.runId());
            if (update.executeUpdate() != 1) {
                throw new LevadaException(
                        "ledger.unknown-run",
                        Blame.LEVADA,
                        "The ledger " + file.path() + " knows no run '" + run.runId() + "' that could end.");
            }
        } catch (SQLException e) {
            throw file.failed("written", e);
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
    public synchronized Leases leases() {
        if (leases == null) {
            leases = new SqliteLeases(file, clock, Processes::isGone);
        }
        return leases;
    }

    @Override
    public Histories histories() {
        return new SqliteHistories(new LedgerConnection(file, connection, this));
    }

    @Override
    public Backfills backfills() {
        return new SqliteBackfills(new LedgerConnection(file, connection, this));
    }

    @Override
    public Verifications verifications() {
        return new SqliteVerifications(new LedgerConnection(file, connection, this));
    }

    @Override
    public synchronized void close() {
        if (leases != null) {
            leases.close();
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw file.failed("closed", e);
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
            throw file.failed("read", e);
        }
    }

    private static RunRecord record(ResultSet row) throws SQLException {
        return new RunRecord(
                row.getString("run_id"),
                SqlTime.instant(row, "started_us").orElseThrow(),
                SqlTime.instant(row, "ended_us"),
                row.getString("status"),
                Optional.ofNullable(row.getString("environment")),
                row.getString("command"),
                new Owner(row.getString("host"), row.getLong("pid"), SqlTime.instant(row, "process_started_us")),
                Optional.ofNullable(row.getString("report")));
    }
}
