package dev.levada.ledger;

import dev.levada.ledger.TableHistory.Step;
import dev.levada.project.AssetName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Histories in a ledger's file. */
final class SqliteHistories implements Histories {
    /** The tables, in their order, that version 2 of a ledger has for them. */
    static final List<String> SCHEMA = List.of("""
            create table tables (
              asset text primary key,
              token text not null,
              time_column text
            ) without rowid""", """
            create table commits (
              asset text not null,
              seq integer not null,
              version integer not null,
              committed_ms integer not null,
              kind text not null,
              run_id text,
              code text,
              inputs text,
              intervals text,
              touched text,
              rows integer not null,
              primary key (asset, seq)
            ) without rowid""", """
            create table settled (
              asset text primary key,
              key text not null
            ) without rowid""", """
            create table backfills (
              asset text not null,
              interval text not null,
              base integer,
              primary key (asset, interval)
            ) without rowid""");

    private final LedgerConnection file;

    SqliteHistories(LedgerConnection file) {
        this.file = file;
    }

    @Override
    public Map<AssetName, State> states() {
        Map<AssetName, State> states = new HashMap<>();
        file.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select asset, token, time_column from tables")) {
                while (rows.next()) {
                    State state = new State(rows.getString(2), Optional.ofNullable(rows.getString(3)));
                    states.put(AssetName.parse(rows.getString(1)), state);
                }
            }
            return states;
        });
        return states;
    }

    /** One row for all commits: a row for each would take most of a plan's time. */
    @Override
    public Optional<TableHistory> of(AssetName table) {
        String sql = "select t.token, t.time_column, (select " + StepText.EXPRESSION
                + " from (select * from commits where asset = ?1 order by seq)) from tables t where t.asset = ?1";
        return file.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, table.toString());
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new TableHistory(
                                    row.getString(1),
                                    Optional.ofNullable(row.getString(2)),
                                    StepText.parse(row.getString(3))))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public Map<AssetName, String> settled() {
        Map<AssetName, String> settled = new HashMap<>();
        file.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select asset, key from settled")) {
                while (rows.next()) {
                    settled.put(AssetName.parse(rows.getString(1)), rows.getString(2));
                }
            }
            return settled;
        });
        return settled;
    }

    @Override
    public void settle(Map<AssetName, String> keys) {
        if (!keys.isEmpty()) {
            file.write(connection -> {
                String sql = "insert or replace into settled (asset, key) values (?, ?)";
                try (PreparedStatement insert = connection.prepareStatement(sql)) {
                    for (Map.Entry<AssetName, String> key : keys.entrySet()) {
                        insert.setString(1, key.getKey().toString());
                        insert.setString(2, key.getValue());
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            });
        }
    }

    @Override
    public void remember(Map<AssetName, TableHistory> histories) {
        if (!histories.isEmpty()) {
            file.write(connection -> {
                for (Map.Entry<AssetName, TableHistory> history : histories.entrySet()) {
                    remember(connection, history.getKey().toString(), history.getValue());
                }
            });
        }
    }

    /** Most of a history stands there already: only what follows it is written. */
    private static void remember(Connection connection, String asset, TableHistory history) throws SQLException {
        int known = known(connection, asset, history);
        try (PreparedStatement delete =
                connection.prepareStatement("delete from commits where asset = ? and seq >= ?")) {
            delete.setString(1, asset);
            delete.setInt(2, known);
            delete.executeUpdate();
        }
        String table = "insert or replace into tables (asset, token, time_column) values (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(table)) {
            insert.setString(1, asset);
            insert.setString(2, history.token());
            insert.setString(3, history.timeColumn().orElse(null));
            insert.executeUpdate();
        }
        String commits =
                "insert into commits (asset, seq, version, committed_ms, kind, run_id, code, inputs, intervals,"
                        + " touched, rows) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(commits)) {
            for (int seq = known; seq < history.steps().size(); seq++) {
                insert.setString(1, asset);
                insert.setInt(2, seq);
                add(insert, history.steps().get(seq));
            }
            insert.executeBatch();
        }
    }

    /** How many of a history's first commits stand in the file. */
    private static int known(Connection connection, String asset, TableHistory history) throws SQLException {
        String sql =
                "select c.version from commits c join tables t using (asset) where asset = ? and t.time_column is ?"
                        + " order by c.seq";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, asset);
            select.setString(2, history.timeColumn().orElse(null));
            try (ResultSet rows = select.executeQuery()) {
                int known = 0;
                while (known < history.steps().size()
                        && rows.next()
                        && rows.getLong(1) == history.steps().get(known).version()) {
                    known++;
                }
                return known;
            }
        }
    }

    private static void add(PreparedStatement insert, Step step) throws SQLException {
        insert.setLong(3, step.version());
        insert.setLong(4, step.committed().toEpochMilli());
        insert.setString(5, step.kind().name());
        insert.setString(6, step.run().orElse(null));
        insert.setString(7, step.code().orElse(null));
        insert.setString(8, step.inputs().orElse(null));
        insert.setString(9, StepText.of(step.intervals()));
        insert.setString(10, StepText.of(step.touched()));
        insert.setLong(11, step.rows());
        insert.addBatch();
    }

    @Override
    public void forget(Iterable<AssetName> tables) {
        file.write(connection -> {
            for (AssetName asset : tables) {
                delete(connection, "tables", asset);
                delete(connection, "commits", asset);
                delete(connection, "settled", asset);
            }
        });
    }

    private static void delete(Connection connection, String table, AssetName asset) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " where asset = ?")) {
            delete.setString(1, asset.toString());
            delete.executeUpdate();
        }
    }
}
