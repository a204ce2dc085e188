package dev.levada.ledger;

import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** Backfills in a ledger's file. */
record SqliteBackfills(LedgerConnection file) implements Backfills {

    @Override
    public Optional<Begun> begun(AssetName asset, Interval range) {
        return file.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select base from backfills where asset = ? and interval = ?")) {
                select.setString(1, asset.toString());
                select.setString(2, range.toString());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.<Begun>empty();
                    }
                    long base = row.getLong(1);
                    return Optional.of(new Begun(asset, range, row.wasNull() ? Optional.empty() : Optional.of(base)));
                }
            }
        });
    }

    @Override
    public void begin(Begun backfill) {
        file.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert or ignore into backfills (asset, interval, base) values (?, ?, ?)")) {
                insert.setString(1, backfill.asset().toString());
                insert.setString(2, backfill.range().toString());
                insert.setObject(3, backfill.base().orElse(null));
                insert.executeUpdate();
            }
        });
    }

    @Override
    public void end(AssetName asset, Interval range) {
        file.write(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from backfills where asset = ? and interval = ?")) {
                delete.setString(1, asset.toString());
                delete.setString(2, range.toString());
                delete.executeUpdate();
            }
        });
    }
}
