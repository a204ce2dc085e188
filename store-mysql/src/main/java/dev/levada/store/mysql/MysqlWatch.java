package dev.levada.store.mysql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Notices what others do to tables. Triggers, which are silent for Levada's own sessions, write down in the transaction of whoever
 * changes rows that it does. Truncating a table fires none, but leaves it without rows.
 */
record MysqlWatch(Words words) implements Watch {
    /** The server's codes for what a user, or a session, may not do. */
    private static final Set<Integer> FORBIDDEN = Set.of(1044, 1142, 1143, 1227, 1290, 1792, 1836);

    private static final int PATIENCE_SECONDS = 60;
    private static final int[] OLDEST_MARIADB = {10, 6};
    private static final int[] OLDEST_MYSQL = {8, 0, 23};

    /** Ids are counted on even if the transaction is undone. */
    @Override
    public long nextVersion(Connection session) throws SQLException {
        Sql.run(session, "insert into levada_versions () values ()");
        long id = Sql.number(session, "select last_insert_id()");
        Sql.run(session, "delete from levada_versions where id = " + id);
        return id;
    }

    @Override
    public Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    @Override
    public int alone(Connection session, Sessions.Work<Integer> work) throws SQLException {
        demandVersion(session);
        return alone(session, "books", alone -> {
            int done = work.with(alone);
            alone.commit(); // whoever waits sees it then
            return done;
        });
    }

    private static void demandVersion(Connection session) throws SQLException {
        String version = session.getMetaData().getDatabaseProductVersion();
        boolean isMariadb = session.getMetaData().getDatabaseProductName().contains("MariaDB");
        if (isOlder(version, isMariadb ? OLDEST_MARIADB : OLDEST_MYSQL)) {
            throw new LevadaException(
                    "store.too-old",
                    Blame.OUTSIDE,
                    "The server is of version " + version + ". Tables are kept in MariaDB 10.6 and later, and in MySQL"
                            + " 8.0.23 and later.");
        }
    }

    static boolean isOlder(String version, int... oldest) {
        String[] parts = version.split("[^0-9]+");
        for (int i = 0; i < oldest.length; i++) {
            int part = i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) : 0;
            if (part != oldest[i]) {
                return part < oldest[i];
            }
        }
        return false;
    }

    /** Does something while no other session does the same, even if it ends transactions. */
    static <T> T alone(Connection session, String what, Sessions.Work<T> work) throws SQLException {
        String name = "concat('levada.', md5(database()), '." + what + "')";
        if (!Sql.isTrue(session, "select get_lock(" + name + ", " + PATIENCE_SECONDS + ")")) {
            throw LevadaException.retryable(
                    "store.busy", Blame.OUTSIDE, "Another session has been changing tables for too long.", null);
        }
        try {
            return work.with(session);
        } finally {
            release(session, name);
        }
    }

    /** What was done is done, whatever becomes of the lock. */
    private static void release(Connection session, String name) {
        try {
            Sql.isTrue(session, "select release_lock(" + name + ")");
        } catch (SQLException gone) {
            System.getLogger(MysqlWatch.class.getName())
                    .log(System.Logger.Level.DEBUG, "A lock went with its session", gone);
        }
    }

    @Override
    public boolean hasBooks(Connection session, String name) throws SQLException {
        return hasTable(session, words.books(name));
    }

    private static boolean hasTable(Connection session, String name) throws SQLException {
        return Sql.isTrue(
                session,
                "select exists (select 1 from information_schema.tables where table_schema = database() and table_name = "
                        + Sql.text(name) + ")");
    }

    /** One that is being made has no rows yet, and is nobody else's. */
    @Override
    public boolean isThere(Connection session, AssetName table) throws SQLException {
        return hasTable(session, MysqlWords.name(table))
                && !Sql.isTrue(
                        session,
                        "select exists (select 1 from levada_steps s join levada_tables t on t.id = s.table_id where"
                                + " s.kind = 'MADE' and t.schema_name = " + Sql.text(table.schema())
                                + " and t.table_name = " + Sql.text(table.table()) + ")");
    }

    @Override
    public long size(Connection session, String sql) throws SQLException {
        String name = sql.substring(1, sql.length() - 1).replace("\"\"", "\"");
        return Sql.number(
                session,
                "select coalesce(max(data_length), 0) from information_schema.tables where table_schema = database() and"
                        + " table_name = " + Sql.text(name));
    }

    /** Sessions that write are silent from their beginning. */
    @Override
    public void silence(Connection session) {}

    @Override
    public boolean isSilent(Connection session, AssetName table, long tableId) throws SQLException {
        return Sql.isTrue(session, "select not exists (select 1 from levada_changes where table_id = " + tableId + ")")
                && hasTable(session, MysqlWords.name(table));
    }

    @Override
    public boolean isWhole(Connection session, AssetName table, long tableId) throws SQLException {
        return Sql.isTrue(
                session,
                "select exists (select 1 from " + words.table(table) + ") = (select c.\"rows\" > 0 from levada_tables t"
                        + " join levada_commits c on c.id = t.head where t.id = " + tableId + ")");
    }

    @Override
    public boolean isReady(Connection session, long tableId) throws SQLException {
        return Sql.isTrue(
                session,
                "select not exists (select 1 from levada_steps where kind = 'SUCCEED' and table_id = " + tableId + ")");
    }

    /** Who changes a row that leaves is found out by the row's own lock; others come after this transaction, or before. */
    @Override
    public void lock(Connection session, AssetName table) {}

    @Override
    public boolean isForbidden(SQLException failure) {
        return FORBIDDEN.contains(failure.getErrorCode());
    }
}
