package dev.levada.store.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableVersion;
import dev.levada.store.database.ColumnMerge;
import dev.levada.store.database.CommitText;
import dev.levada.store.database.PastStep;
import dev.levada.store.database.TimeRanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is written down about tables and their commits. Statements of one transaction each, which others begin and end. */
final class Books {
    /** A commit, and what Levada wrote with its own newest up to that one. */
    private static final String VERSION = "select c.id, c.committed, c.columns, c.partition, c.rows, c.bytes,"
            + " coalesce((select f.facts from levada.commits f where f.table_id = c.table_id and f.id <= c.id"
            + " and f.run_id is not null order by f.id desc limit 1), '{}') from levada.commits c where c.table_id = ?";

    private static final String ENTRY =
            "select " + Entry.COLUMNS + " from levada.tables t where t.schema_name = ? and t.table_name = ?";

    private final String project;
    private final String connection;

    Books(String project, String connection) {
        this.project = project;
        this.connection = connection;
    }

    /** What is known of a table; empty if it was never made. */
    Optional<Entry> entry(Connection session, AssetName table) throws SQLException {
        return entry(session, table, ENTRY);
    }

    /** The same, and nobody else changes it until the transaction ends. Makes it if it is not there. */
    Entry claim(Connection session, AssetName table) throws SQLException {
        try (PreparedStatement insert = session.prepareStatement("insert into levada.tables (project, schema_name,"
                + " table_name) values (?, ?, ?) on conflict (schema_name, table_name) do nothing")) {
            insert.setString(1, project);
            insert.setString(2, table.schema());
            insert.setString(3, table.table());
            insert.execute();
        }
        return entry(session, table, ENTRY + " for update").orElseThrow();
    }

    private Optional<Entry> entry(Connection session, AssetName table, String sql) throws SQLException {
        try (PreparedStatement select = session.prepareStatement(sql)) {
            select.setString(1, table.schema());
            select.setString(2, table.table());
            try (ResultSet row = select.executeQuery()) {
                Optional<Entry> entry = row.next() ? Optional.of(Entry.of(row)) : Optional.empty();
                entry.ifPresent(each -> demandOwn(table, each));
                return entry;
            }
        }
    }

    private void demandOwn(AssetName table, Entry entry) {
        if (!entry.project().equals(project)) {
            throw new LevadaException(
                    "store.taken",
                    Blame.PROJECT,
                    table + ": in '" + connection + "' that table belongs to the project '" + entry.project()
                            + "'. Give the asset another name, or keep it in another database.");
        }
    }

    /** A version of a table. */
    Optional<TableVersion> version(Connection session, AssetName table, long tableId, long id) throws SQLException {
        try (PreparedStatement select = session.prepareStatement(VERSION + " and c.id = ?")) {
            select.setLong(1, tableId);
            select.setLong(2, id);
            return version(select, table);
        }
    }

    /** The version that a run made of a table. */
    Optional<TableVersion> madeBy(Connection session, AssetName table, long tableId, String runId) throws SQLException {
        try (PreparedStatement select =
                session.prepareStatement(VERSION + " and c.run_id = ? order by c.id desc limit 1")) {
            select.setLong(1, tableId);
            select.setString(2, runId);
            return version(select, table);
        }
    }

    private static Optional<TableVersion> version(PreparedStatement select, AssetName table) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new TableVersion(
                            table,
                            row.getLong(1),
                            instant(row, 2),
                            CommitText.readColumns(row.getString(3)),
                            CommitText.readPartition(row.getString(4)),
                            row.getLong(5),
                            row.getLong(6),
                            CommitText.readFacts(row.getString(7))))
                    : Optional.empty();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** All commits of a table, the oldest first. */
    List<PastStep> steps(Connection session, long tableId) throws SQLException {
        List<PastStep> steps = new ArrayList<>();
        try (PreparedStatement select = session.prepareStatement("select id, parent, committed, kind, times, added,"
                + " removed, facts from levada.commits where table_id = ? order by id")) {
            select.setLong(1, tableId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(new PastStep(
                            row.getLong(1),
                            Optional.ofNullable(row.getObject(2, Long.class)),
                            instant(row, 3),
                            Kind.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                            CommitText.readTimes(row.getString(5)),
                            row.getLong(6),
                            row.getLong(7),
                            CommitText.readFacts(row.getString(8))));
                }
            }
        }
        return steps;
    }

    /** An id that no version had before. */
    static long nextVersion(Connection session) throws SQLException {
        return Sql.number(session, "select nextval('levada.versions')");
    }

    /** Writes a commit down, and makes it the newest. @param runId empty if somebody else made it */
    void add(Connection session, long tableId, PastStep step, TableVersion made, Optional<String> runId)
            throws SQLException {
        try (PreparedStatement insert = session.prepareStatement("insert into levada.commits (id, table_id, parent,"
                + " committed, kind, run_id, rows, bytes, added, removed, columns, partition, times, facts) values"
                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb)")) {
            insert.setLong(1, step.id());
            insert.setLong(2, tableId);
            insert.setObject(3, step.parent().orElse(null), Types.BIGINT);
            insert.setObject(4, step.committed().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setString(5, step.kind().name().toLowerCase(Locale.ROOT));
            insert.setString(6, runId.orElse(null));
            insert.setLong(7, made.rows());
            insert.setLong(8, made.bytes());
            insert.setLong(9, step.addedRows());
            insert.setLong(10, step.removedRows());
            insert.setString(11, CommitText.columns(made.columns()));
            insert.setString(12, CommitText.partition(made.partition()));
            insert.setString(13, CommitText.times(step.times()));
            insert.setString(14, CommitText.facts(step.facts()));
            insert.execute();
        }
        try (PreparedStatement update = session.prepareStatement("update levada.tables set head = ?, storage ="
                + " pg_relation_filenode(?::regclass), last_column = greatest(last_column, ?) where id = ?")) {
            update.setLong(1, step.id());
            update.setString(2, Sql.table(made.table()));
            update.setInt(3, ColumnMerge.greatest(made.columns()));
            update.setLong(4, tableId);
            update.execute();
        }
    }

    /** The ranges that rows of a table may lie in: those that were touched since all of its rows were taken out. */
    TimeRanges times(Connection session, long tableId, TimeRanges none) throws SQLException {
        TimeRanges all = none;
        for (PastStep step : steps(session, tableId)) {
            boolean isSame = step.isSame();
            all = step.kind() == Kind.OVERWRITE ? none.and(step.times()) : isSame ? all : all.and(step.times());
        }
        return all;
    }

    /** All tables of the project, in the order of their names, with what tells their states apart. */
    Map<AssetName, String> tokens(Connection session) throws SQLException {
        Map<AssetName, String> tokens = new TreeMap<>();
        try (PreparedStatement select = session.prepareStatement("select t.schema_name, t.table_name, t.head,"
                + " (select count(*) from levada.changes c where c.table_id = t.id),"
                + " coalesce(pg_relation_filenode(to_regclass(format('%I.%I', t.schema_name, t.table_name)))::text, '')"
                + " from levada.tables t where t.project = ? and t.head is not null")) {
            select.setString(1, project);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    AssetName table = new AssetName(row.getString(1), row.getString(2));
                    tokens.put(table, row.getLong(3) + "+" + row.getLong(4) + "@" + row.getString(5));
                }
            }
        }
        return tokens;
    }
}
