package dev.levada.store.mysql;

import dev.levada.project.AssetName;
import dev.levada.store.database.books.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is written down of changes to tables that the server commits by itself. Before a table or a column is made, so that it is
 * found and taken back if its rows never come; and with the commit that a column leaves by, so that whoever looks next finishes it.
 */
final class Steps {
    /** What was done, or is to be done, by the time that the commit is there. */
    enum Kind {
        /** A table was made that has no commit yet. */
        MADE,
        /** A column was added that no commit has yet. */
        ADDED,
        /** A column is to be dropped, if it is there. */
        DROP,
        /** A column is to take the name of another, which is dropped. */
        SUCCEED
    }

    /**
     * One of them.
     *
     * @param name the column's; empty for a table
     * @param successor the column that takes its name
     */
    record Step(long id, long tableId, Kind kind, String name, Optional<String> successor) {}

    private final Connection session;

    Steps(Connection session) {
        this.session = session;
    }

    /** Those that must be taken back unless a commit comes. */
    List<Step> open(long tableId) throws SQLException {
        return read("table_id = " + tableId + " and kind in ('MADE', 'ADDED')");
    }

    /** The tables for which a run, or a part of it, did something. */
    List<AssetName> tablesOf(String runId) throws SQLException {
        List<AssetName> tables = new ArrayList<>();
        String sql = "select distinct t.schema_name, t.table_name from levada_steps s join levada_tables t on t.id ="
                + " s.table_id where " + Sql.ofRun(runId);
        try (PreparedStatement select = session.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                tables.add(new AssetName(row.getString(1), row.getString(2)));
            }
        }
        return tables;
    }

    /** Those that a commit decided. */
    List<Step> decided(long tableId) throws SQLException {
        return read("table_id = " + tableId + " and kind in ('DROP', 'SUCCEED')");
    }

    private List<Step> read(String condition) throws SQLException {
        List<Step> steps = new ArrayList<>();
        String sql = "select id, table_id, kind, name, successor from levada_steps where " + condition + " order by id";
        try (PreparedStatement select = session.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                steps.add(new Step(
                        row.getLong(1),
                        row.getLong(2),
                        Kind.valueOf(row.getString(3)),
                        row.getString(4),
                        Optional.ofNullable(row.getString(5))));
            }
        }
        return steps;
    }

    /** Writes down what a run is about to do. */
    void note(long tableId, Kind kind, String name, String runId) throws SQLException {
        add(tableId, kind, name, Optional.empty(), Optional.of(runId));
    }

    /** Writes down what the commit of this transaction decides. */
    void decide(long tableId, String name, Optional<String> successor) throws SQLException {
        add(tableId, successor.isPresent() ? Kind.SUCCEED : Kind.DROP, name, successor, Optional.empty());
    }

    private void add(long tableId, Kind kind, String name, Optional<String> successor, Optional<String> runId)
            throws SQLException {
        try (PreparedStatement insert = session.prepareStatement(
                "insert into levada_steps (table_id, run_id, kind, name, successor) values (?, ?, ?, ?, ?)")) {
            insert.setLong(1, tableId);
            insert.setString(2, runId.orElse(null));
            insert.setString(3, kind.name());
            insert.setString(4, name);
            insert.setString(5, successor.orElse(null));
            insert.execute();
        }
    }

    void remove(Step step) throws SQLException {
        Sql.run(session, "delete from levada_steps where id = " + step.id());
    }

    /** What was open has its commit now. */
    void settle(long tableId) throws SQLException {
        Sql.run(session, "delete from levada_steps where table_id = " + tableId + " and kind in ('MADE', 'ADDED')");
    }
}
