package dev.levada.store.database.books;

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

/**
 * Notices what others do to tables. The database writes down that somebody else changed rows ({@link Watch}); when the table is
 * next looked at, a commit of its own stands for what was done.
 */
public final class Others {
    private final Books books;
    private final Words words;
    private final Watch watch;
    private final Clock clock;
    private final Access access;

    /** @param access whether it is a failure if what others did cannot be written down */
    public Others(Books books, Words words, Watch watch, Clock clock, Access access) {
        this.books = books;
        this.words = words;
        this.watch = watch;
        this.clock = clock;
        this.access = access;
    }

    /** Whether a table is as its newest commit left it. The transaction's own changes of its storage count too. */
    public boolean areSilent(Connection session, AssetName table, long tableId) throws SQLException {
        return watch.isSilent(session, table, tableId) && watch.isWhole(session, table, tableId);
    }

    /** Whether a session sees a table as a version left it, or as far as those who only look care. */
    public boolean isAt(Connection session, TableVersion version, long tableId) throws SQLException {
        return books.head(session, tableId) == version.id()
                && watch.isReady(session, tableId)
                && (access == Access.LOOK || areSilent(session, version.table(), tableId));
    }

    /** Writes a commit down for what others did, if they did something, and returns what is newest then. */
    public Optional<Entry> settle(Connection session, AssetName table) throws SQLException {
        Optional<Entry> known = books.entry(session, table);
        if (known.flatMap(Entry::head).isEmpty()
                || areSilent(session, table, known.get().id())) {
            return known.filter(entry -> entry.head().isPresent());
        }
        try {
            return written(session, table);
        } catch (SQLException e) {
            if (access == Access.WRITE || !watch.isForbidden(e)) {
                throw e;
            }
            session.rollback();
            return known;
        }
    }

    private Optional<Entry> written(Connection session, AssetName table) throws SQLException {
        Entry entry = books.claim(session, table);
        if (entry.head().isEmpty() || areSilent(session, table, entry.id())) {
            session.commit();
            return Optional.of(entry).filter(each -> each.head().isPresent());
        }
        if (watch.isThere(session, table)) {
            add(session, table, entry);
        } else {
            forgetChanges(session, entry.id());
            books.forget(session, entry.id());
        }
        session.commit();
        return books.entry(session, table).filter(each -> each.head().isPresent());
    }

    private void add(Connection session, AssetName table, Entry entry) throws SQLException {
        watch.lock(session, table);
        long changes = forgetChanges(session, entry.id());
        TableVersion before = books.version(
                        session, table, entry.id(), entry.head().orElseThrow())
                .orElseThrow();
        boolean isWhole = watch.isWhole(session, table, entry.id());
        boolean isChanged = changes > 0 || !isWhole;
        long rows = isChanged ? Sql.number(session, "select count(*) from " + words.table(table)) : before.rows();
        long more = rows - before.rows();
        // Which rows others touched nobody knows: if there are as many as before, at least one is another.
        long least = isChanged && more == 0 ? 1 : 0;
        PastStep step = new PastStep(
                books.nextVersion(session),
                entry.head(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                isChanged ? Kind.CHANGE : Kind.MAINTENANCE,
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
                watch.size(session, words.table(table)),
                before.facts());
        books.add(session, entry.id(), step, now, Optional.empty());
    }

    private long forgetChanges(Connection session, long tableId) throws SQLException {
        return Sql.run(session, "delete from " + words.books("changes") + " where table_id = " + tableId);
    }
}
