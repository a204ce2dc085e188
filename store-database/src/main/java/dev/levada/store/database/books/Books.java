package dev.levada.store.database.books;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is written down about tables and their commits. Statements of one transaction each, which others begin and end. */
public final class Books {
    /** A commit, and what Levada wrote with its own newest up to that one. */
    private static final String VERSION =
            "select c.id, c.committed, c.\"columns\", c.\"partition\", c.\"rows\", c.bytes,"
                    + " coalesce((select f.facts from %1$s f where f.table_id = c.table_id and f.id <= c.id"
                    + " and f.run_id is not null order by f.id desc limit 1), '{}') from %1$s c where c.table_id = ?";

    private static final String ENTRY =
            "select " + Entry.COLUMNS + " from %s t where t.schema_name = ? and t.table_name = ?";

    private final String project;
    private final String connection;
    private final Words words;
    private final Watch watch;
    private final String tables;
    private final String commits;
    private final String versionSql;
    private final String entrySql;

    /** @param connection the connection's name, for messages */
    public Books(String project, String connection, Words words, Watch watch) {
        this.project = project;
        this.connection = connection;
        this.words = words;
        this.watch = watch;
        this.tables = words.books("tables");
        this.commits = words.books("commits");
        this.versionSql = VERSION.formatted(commits);
        this.entrySql = ENTRY.formatted(tables);
    }

    /** What is known of a table; empty if it was never made. */
    public Optional<Entry> entry(Connection session, AssetName table) throws SQLException {
        return entry(session, table, entrySql);
    }

    /** The same, and nobody else changes it until the transaction ends. Makes it if it is not there. */
    public Entry claim(Connection session, AssetName table) throws SQLException {
        try (PreparedStatement insert = session.prepareStatement("insert into " + tables + " (project, schema_name,"
                + " table_name) values (?, ?, ?) " + words.unlessThere(List.of("schema_name", "table_name")))) {
            insert.setString(1, project);
            insert.setString(2, table.schema());
            insert.setString(3, table.table());
            insert.execute();
        }
        return entry(session, table, entrySql + " for update").orElseThrow();
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
    public Optional<TableVersion> version(Connection session, AssetName table, long tableId, long id)
            throws SQLException {
        try (PreparedStatement select = session.prepareStatement(versionSql + " and c.id = ?")) {
            select.setLong(1, tableId);
            select.setLong(2, id);
            return version(select, table);
        }
    }

    /** The version that a run made of a table. */
    public Optional<TableVersion> madeBy(Connection session, AssetName table, long tableId, String runId)
            throws SQLException {
        try (PreparedStatement select =
                session.prepareStatement(versionSql + " and c.run_id = ? order by c.id desc limit 1")) {
            select.setLong(1, tableId);
            select.setString(2, runId);
            return version(select, table);
        }
    }

    private Optional<TableVersion> version(PreparedStatement select, AssetName table) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new TableVersion(
                            table,
                            row.getLong(1),
                            watch.instant(row, 2),
                            CommitText.readColumns(row.getString(3)),
                            CommitText.readPartition(row.getString(4)),
                            row.getLong(5),
                            row.getLong(6),
                            CommitText.readFacts(row.getString(7))))
                    : Optional.empty();
        }
    }

    /** All commits of a table, the oldest first. */
    public List<PastStep> steps(Connection session, long tableId) throws SQLException {
        List<PastStep> steps = new ArrayList<>();
        try (PreparedStatement select = session.prepareStatement("select id, parent, committed, kind, times, added,"
                + " removed, facts from " + commits + " where table_id = ? order by id")) {
            select.setLong(1, tableId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(new PastStep(
                            row.getLong(1),
                            Optional.ofNullable(row.getObject(2, Long.class)),
                            watch.instant(row, 3),
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
    public long nextVersion(Connection session) throws SQLException {
        return watch.nextVersion(session);
    }

    /** Writes a commit down, and makes it the newest. @param runId empty if somebody else made it */
    public void add(Connection session, long tableId, PastStep step, TableVersion made, Optional<String> runId)
            throws SQLException {
        try (PreparedStatement insert = session.prepareStatement("insert into " + commits + " (id, table_id, parent,"
                + " committed, kind, run_id, \"rows\", bytes, added, removed, \"columns\", \"partition\", times, facts)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?" + (", " + words.json()).repeat(4) + ")")) {
            insert.setLong(1, step.id());
            insert.setLong(2, tableId);
            insert.setObject(3, step.parent().orElse(null), Types.BIGINT);
            watch.setInstant(insert, 4, step.committed());
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
        try (PreparedStatement update = session.prepareStatement("update " + tables + " set head = ?, storage = "
                + words.storage(made.table()) + ", last_column = greatest(last_column, ?) where id = ?")) {
            update.setLong(1, step.id());
            update.setInt(2, ColumnMerge.greatest(made.columns()));
            update.setLong(3, tableId);
            update.execute();
        }
    }

    /** The ranges that rows of a table may lie in: those that were touched since all of its rows were taken out. */
    public TimeRanges times(Connection session, long tableId, TimeRanges none) throws SQLException {
        TimeRanges all = none;
        for (PastStep step : steps(session, tableId)) {
            boolean isSame = step.isSame();
            all = step.kind() == Kind.OVERWRITE ? none.and(step.times()) : isSame ? all : all.and(step.times());
        }
        return all;
    }

    /** Somebody dropped a table: it is as if it had never been made. */
    void forget(Connection session, long tableId) throws SQLException {
        Sql.run(session, "delete from " + commits + " where table_id = " + tableId);
        Sql.run(session, "update " + tables + " set head = null, storage = null where id = " + tableId);
    }

    /** Which version is the newest; 0 if none is. */
    long head(Connection session, long tableId) throws SQLException {
        return Sql.number(session, "select coalesce(max(t.head), 0) from " + tables + " t where t.id = " + tableId);
    }

    /** All tables of the project, in the order of their names, with what tells their states apart. */
    public Map<AssetName, String> tokens(Connection session) throws SQLException {
        Map<AssetName, String> tokens = new TreeMap<>();
        try (PreparedStatement select = session.prepareStatement("select t.schema_name, t.table_name, t.head, "
                + words.state() + " from " + tables + " t where t.project = ? and t.head is not null")) {
            select.setString(1, project);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    AssetName table = new AssetName(row.getString(1), row.getString(2));
                    tokens.put(table, row.getLong(3) + "+" + row.getString(4));
                }
            }
        }
        return tokens;
    }
}
