package dev.levada.ledger;

import dev.levada.ledger.Lease.Holder;
import dev.levada.ledger.RunRecord.Owner;
import dev.levada.project.AssetName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Leases in a ledger's file, through a connection of their own: they are renewed while the ledger is busy with others. */
final class SqliteLeases implements Leases, AutoCloseable {
    private final LedgerFile file;
    private final Clock clock;
    private final Predicate<Owner> isGone;
    private final Connection connection;

    /** @param isGone whether a process is known to have ended */
    SqliteLeases(LedgerFile file, Clock clock, Predicate<Owner> isGone) {
        this.file = file;
        this.clock = clock;
        this.isGone = isGone;
        this.connection = file.connect();
    }

    @Override
    public synchronized List<Lease> take(Set<AssetName> assets, Holder holder) {
        try (Statement statement = connection.createStatement()) {
            // Others must not take one between the look and the writing.
            statement.execute("begin immediate");
            try {
                List<Lease> others = takeFree(new TreeSet<>(assets), holder);
                statement.execute(others.isEmpty() ? "commit" : "rollback");
                return others;
            } catch (SQLException | RuntimeException e) {
                statement.execute("rollback");
                throw e;
            }
        } catch (SQLException e) {
            throw file.failed("written", e);
        }
    }

    private List<Lease> takeFree(Set<AssetName> assets, Holder holder) throws SQLException {
        Instant now = clock.instant();
        List<Lease> others = new ArrayList<>();
        for (AssetName asset : assets) {
            find(asset).filter(lease -> !isFree(lease, now)).ifPresent(others::add);
        }
        if (others.isEmpty()) {
            for (AssetName asset : assets) {
                write(asset, holder, now);
            }
        }
        return others;
    }

    private boolean isFree(Lease lease, Instant now) {
        return isGone.test(lease.holder().owner())
                || !lease.renewed().plus(TERM).isAfter(now);
    }

    private void write(AssetName asset, Holder holder, Instant now) throws SQLException {
        String sql = "insert or replace into leases"
                + " (asset, run_id, host, pid, process_started_us, acquired_us, renewed_us) values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, asset.toString());
            insert.setString(2, holder.runId());
            insert.setString(3, holder.owner().host());
            insert.setLong(4, holder.owner().pid());
            insert.setObject(5, SqlTime.micros(holder.owner().started()));
            insert.setLong(6, SqlTime.micros(now));
            insert.setLong(7, SqlTime.micros(now));
            insert.executeUpdate();
        }
    }

    @Override
    public synchronized void renew(String runId) {
        change("update leases set renewed_us = " + SqlTime.micros(clock.instant()) + " where run_id = ?", runId);
    }

    @Override
    public synchronized void release(String runId, Set<AssetName> assets) {
        if (!assets.isEmpty()) {
            String[] parameters = Stream.concat(
                            Stream.of(runId), assets.stream().map(AssetName::toString))
                    .toArray(String[]::new);
            String places = "?" + ", ?".repeat(assets.size() - 1);
            change("delete from leases where run_id = ? and asset in (" + places + ")", parameters);
        }
    }

    @Override
    public synchronized void releaseAll(String runId) {
        change("delete from leases where run_id = ?", runId);
    }

    private void change(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw file.failed("written", e);
        }
    }

    @Override
    public synchronized Optional<Lease> of(AssetName asset) {
        try {
            return find(asset);
        } catch (SQLException e) {
            throw file.failed("read", e);
        }
    }

    private Optional<Lease> find(AssetName asset) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from leases where asset = ?")) {
            select.setString(1, asset.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(lease(asset, row)) : Optional.empty();
            }
        }
    }

    private static Lease lease(AssetName asset, ResultSet row) throws SQLException {
        Owner owner = new Owner(row.getString("host"), row.getLong("pid"), SqlTime.instant(row, "process_started_us"));
        return new Lease(
                asset,
                new Holder(row.getString("run_id"), owner),
                SqlTime.instant(row, "acquired_us").orElseThrow(),
                SqlTime.instant(row, "renewed_us").orElseThrow());
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw file.failed("closed", e);
        }
    }
}
