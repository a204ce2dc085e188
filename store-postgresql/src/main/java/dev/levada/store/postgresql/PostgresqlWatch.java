package dev.levada.store.postgresql;

import dev.levada.project.AssetName;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Notices what others do to tables. A trigger, which is silent for Levada's own sessions, writes down that a statement of
 * somebody else changed rows; that a table was rewritten, so that its rows lie elsewhere, is told by its storage.
 */
record PostgresqlWatch(Words words) implements Watch {
    private static final String TRIGGER = "levada_notice";
    /** The server's codes for what a user, or a session, may not do. */
    private static final Set<String> FORBIDDEN = Set.of("42501", "25006");

    @Override
    public long nextVersion(Connection session) throws SQLException {
        return Sql.number(session, "select nextval('levada.versions')");
    }

    @Override
    public Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, instant.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    public int alone(Connection session, Sessions.Work<Integer> work) throws SQLException {
        Schemas.await(session);
        return work.with(session);
    }

    @Override
    public boolean hasBooks(Connection session, String name) throws SQLException {
        return Schemas.hasTable(session, "levada", name);
    }

    @Override
    public boolean isThere(Connection session, AssetName table) throws SQLException {
        return Schemas.hasTable(session, table.schema(), table.table());
    }

    @Override
    public long size(Connection session, String sql) throws SQLException {
        return Sql.number(session, "select pg_table_size(" + Sql.text(sql) + ")");
    }

    @Override
    public void silence(Connection session) throws SQLException {
        Sql.run(session, "set local levada.writing = 'on'");
    }

    @Override
    public boolean isSilent(Connection session, AssetName table, long tableId) throws SQLException {
        return Sql.isTrue(
                session,
                "select not exists (select from levada.changes c where c.table_id = " + tableId + ") and exists (select"
                        + " from levada.tables t where t.id = " + tableId + " and t.storage ="
                        + " pg_relation_filenode(to_regclass(" + Sql.text(words.table(table)) + ")))");
    }

    @Override
    public void lock(Connection session, AssetName table) throws SQLException {
        Sql.run(session, "lock table " + words.table(table) + " in share row exclusive mode");
    }

    @Override
    public boolean isForbidden(SQLException failure) {
        return FORBIDDEN.contains(String.valueOf(failure.getSQLState()));
    }

    /** Lets a table tell. @param table as it stands in SQL */
    static void begin(Connection session, String table, long tableId) throws SQLException {
        String when = " for each statement when (coalesce(current_setting('levada.writing', true), '') <> 'on')"
                + " execute function levada.notice('" + tableId + "')";
        Sql.run(
                session,
                "create or replace trigger " + TRIGGER + " after insert or update or delete or truncate on " + table
                        + when);
    }
}
