package dev.levada.ledger;

import dev.levada.project.AssetName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Verifications in a ledger's file. */
record SqliteVerifications(LedgerConnection file) implements Verifications {
    /** What makes the table. Columns of a key stand in it a line each. */
    static final List<String> SCHEMA = List.of("""
            create table verifications (
              asset text primary key,
              through_us integer not null,
              table_version integer not null,
              source_version text,
              reached text,
              key text not null,
              source_rows integer not null,
              table_rows integer not null,
              pending integer not null
            )""");

    @Override
    public Optional<Verification> of(AssetName asset) {
        return file.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select * from verifications where asset = ?")) {
                select.setString(1, asset.toString());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(verification(asset, row)) : Optional.empty();
                }
            }
        });
    }

    private static Verification verification(AssetName asset, ResultSet row) throws SQLException {
        String key = row.getString("key");
        return new Verification(
                asset,
                SqlTime.instant(row, "through_us").orElseThrow(),
                row.getLong("table_version"),
                Optional.ofNullable(row.getString("source_version")),
                Optional.ofNullable(row.getString("reached")),
                key.isEmpty() ? List.of() : List.of(key.split("\n", -1)),
                row.getLong("source_rows"),
                row.getLong("table_rows"),
                row.getLong("pending"));
    }

    @Override
    public void put(Verification verification) {
        file.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert or replace into verifications (asset,"
                    + " through_us, table_version, source_version, reached, key, source_rows, table_rows, pending)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, verification.asset().toString());
                insert.setLong(2, SqlTime.micros(verification.through()));
                insert.setLong(3, verification.tableVersion());
                insert.setString(4, verification.sourceVersion().orElse(null));
                insert.setString(5, verification.reached().orElse(null));
                insert.setString(6, String.join("\n", verification.key()));
                insert.setLong(7, verification.sourceRows());
                insert.setLong(8, verification.tableRows());
                insert.setLong(9, verification.pending());
                insert.executeUpdate();
            }
        });
    }
}
