package dev.levada.store.postgresql;

import dev.levada.project.AssetName;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableVersion;
import dev.levada.store.database.PastStep;
import dev.levada.store.database.TimeRanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Notices what others do to tables. A trigger, which is silent for Levada's own sessions, writes down that a statement of
 * somebody else changed rows; that a table was rewritten, so that its rows lie elsewhere, is told by its storage. When the table
 * is next looked at, a commit of its own stands for what was done.
 */
final class Others {
    /** What Levada's own transactions say to the trigger. */
    static final String SILENCE = "set local levada.writing = 'on'";

    private static final String TRIGGER = "levada_notice";
    /** The server's codes for what a user, or a session, may not do. */
    private static final Set<String> FORBIDDEN = Set.of("42501", "25006");

    private final Books books;
    private final Clock clock;
    private final Access access;

    /** @param access whether it is a failure if what others did cannot be written down */
    Others(Books books, Clock clock, Access access) {
        this.books = books;
        this.clock = clock;
        this.access = access;
    }

    /** Lets a table tell. */
    static void watch(Connection session, String table, long tableId) throws SQLException {
        String when = " for each statement when (coalesce(current_setting('levada.writing', true), '') <> 'on')"
                + " execute function levada.notice('" + tableId + "')";
        Sql.run(
                session,
                "create or replace trigger " + TRIGGER + " after insert or update or delete or truncate on " + table
                        + when);
    }

    /** Whether a table is as its newest commit left it. The transaction's own changes of its storage count too. */
    static boolean areSilent(Connection session, AssetName table, Entry entry) throws SQLException {
        return Sql.isTrue(session, "select " + silent(table, entry.id()));
    }

    /** A condition that says so, over a row {@code t} of levada.tables. */
    private static String silent(AssetName table, long id) {
        return "not exists (select from levada.changes c where c.table_id = " + id + ") and exists (select from"
                + " levada.tables t where t.id = " + id + " and t.storage = pg_relation_filenode(to_regclass("
                + Sql.text(Sql.table(table)) + ")))";
    }

    /** Whether a session sees a table as a version left it, or as far as those who only look care. */
    boolean isAt(Connection session, TableVersion version, long tableId) throws SQLException {
        return Sql.isTrue(
                session,
                "select (select t.head from levada.tables t where t.id = " + tableId + ") = " + version.id()
                        + (access == Access.LOOK ? "" : " and " + silent(version.table(), tableId)));
    }

    /** Writes a commit down for what others did, if they did something, and returns what is newest then. */
    Optional<Entry> settle(Connection session, AssetName table) throws SQLException {
        Optional<Entry> known = books.entry(session, table);
        if (known.flatMap(Entry::head).isEmpty() || areSilent(session, table, known.get())) {
            return known.filter(entry -> entry.head().isPresent());
        }
        try {
            return written(session, table);
        } catch (SQLException e) {
            if (access == Access.WRITE || !FORBIDDEN.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            session.rollback();
            return known;
        }
    }

    private Optional<Entry> written(Connection session, AssetName table) throws SQLException {
        Entry entry = books.claim(session, table);
        if (entry.head().isEmpty() || areSilent(session, table, entry)) {
            session.commit();
            return Optional.of(entry).filter(each -> each.head().isPresent());
        }
        boolean isThere = Sql.isTrue(session, "select to_regclass(" + Sql.text(Sql.table(table)) + ") is not null");
        if (isThere) {
            add(session, table, entry);
        } else {
            forget(session, entry.id());
        }
        session.commit();
        return books.entry(session, table).filter(each -> each.head().isPresent());
    }

    private void add(Connection session, AssetName table, Entry entry) throws SQLException {
        Sql.run(session, "lock table " + Sql.table(table) + " in share row exclusive mode");
        long changes = Sql.run(session, "delete from levada.changes where table_id = " + entry.id());
        TableVersion before = books.version(
                        session, table, entry.id(), entry.head().orElseThrow())
                .orElseThrow();
        long rows = changes > 0 ? Sql.number(session, "select count(*) from " + Sql.table(table)) : before.rows();
        long more = rows - before.rows();
        // Which rows others touched nobody knows: if there are as many as before, at least one is another.
        long least = changes > 0 && more == 0 ? 1 : 0;
        PastStep step = new PastStep(
                Books.nextVersion(session),
                entry.head(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                changes > 0 ? Kind.CHANGE : Kind.MAINTENANCE,
                new TimeRanges(Map.of()),
                Math.max(least, more),
                Math.max(least, -more),
                Map.of());
        TableVersion now = new TableVersion(
                table,
                step.id(),
                step.committed(),
                before.columns(),
                before.partition(),
                rows,
                Sql.number(session, "select pg_table_size(" + Sql.text(Sql.table(table)) + ")"),
                before.facts());
        books.add(session, entry.id(), step, now, Optional.empty());
    }

    /** Somebody dropped the table: it is as if it had never been made. */
    private static void forget(Connection session, long tableId) throws SQLException {
        Sql.run(session, "delete from levada.changes where table_id = " + tableId);
        Sql.run(session, "delete from levada.commits where table_id = " + tableId);
        Sql.run(session, "update levada.tables set head = null, storage = null where id = " + tableId);
    }
}
