package dev.levada.store.database.rows;

import dev.levada.contract.WriteMode;
import dev.levada.project.Interval;
import dev.levada.store.Positions;
import dev.levada.store.RemoteRows;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.Matching;
import dev.levada.store.TableVersion;
import dev.levada.store.database.ColumnMerge;
import dev.levada.store.database.TimeRanges;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Entry;
import dev.levada.store.database.books.Others;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to read for a version of a table, or for one that may come. */
public final class Scans {
    /** The id of no table. */
    private static final long NONE = -1;

    private final Sessions sessions;
    private final Books books;
    private final Others others;
    private final KeySearch search;
    private final Words words;
    private final Traffic traffic;

    public Scans(Sessions sessions, Books books, Others others, KeySearch search, Words words, Traffic traffic) {
        this.sessions = sessions;
        this.books = books;
        this.others = others;
        this.search = search;
        this.words = words;
        this.traffic = traffic;
    }

    public TableScan of(TableVersion version) {
        demandNewest(version);
        return scan(version.columns(), remote(version, "", version.rows()));
    }

    /** The rows that meet a condition over the table's columns. */
    public TableScan of(TableVersion version, String condition) {
        demandNewest(version);
        return scan(version.columns(), part(version, condition));
    }

    /** What can be refused before it is read is. */
    private void demandNewest(TableVersion version) {
        Optional<Long> newest = sessions.ask(
                "cannot look at " + version.table(),
                session -> books.entry(session, version.table()).flatMap(Entry::head));
        if (!newest.equals(Optional.of(version.id()))) {
            throw RemoteTable.movedOn(version, words.product());
        }
    }

    /** That a session sees each of these tables as its version left it. */
    public void demandNewest(Connection session, Collection<TableVersion> versions) throws SQLException {
        for (TableVersion version : versions) {
            long id = books.entry(session, version.table()).map(Entry::id).orElse(NONE);
            if (!others.isAt(session, version, id)) {
                throw RemoteTable.movedOn(version, words.product());
            }
        }
    }

    /** The rows whose time is in a range, or unknown to be. */
    public TableScan of(TableVersion version, String timeColumn, Interval range) {
        demandNewest(version);
        return within(version, timeColumn, range)
                .map(condition -> scan(version.columns(), part(version, condition)))
                .orElseGet(() -> of(version));
    }

    /** True for rows whose time is in a range; empty if the column holds no time. */
    public Optional<String> within(TableVersion version, String timeColumn, Interval range) {
        return ColumnMerge.find(version.columns(), timeColumn)
                .filter(found -> TimeRanges.ofTime(List.of(found)).size() == 1)
                .map(found -> words.within(found.column(), range.from(), range.to()));
    }

    /** The state after a publication, if it comes. */
    public TableScan preview(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        TableScan fresh = Landing.scan(staged);
        if (base.isEmpty()) {
            return fresh;
        }
        String path = RemoteTable.path(sessions.database().name(), base.get().table());
        Leaving leaving = Leaving.of(staged, mode, path, words);
        if (leaving.isAll()) {
            return fresh;
        }
        RemoteRows old = leaving.condition().isEmpty()
                ? remote(base.get(), "", base.get().rows())
                : part(base.get(), leaving.staying());
        Map<String, Positions> removed = new HashMap<>(staged.removed());
        if (leaving.places().length > 0) {
            removed.put(path, Positions.of(leaving.places()));
        }
        return new TableScan(
                fresh.columns(), fresh.files(), removed, fresh.constants(), fresh.matching(), Optional.of(old));
    }

    private TableScan scan(List<StoredColumn> columns, RemoteRows rows) {
        return new TableScan(columns, List.of(), Map.of(), List.of(), Matching.BY_NAME, Optional.of(rows));
    }

    private RemoteRows part(TableVersion version, String condition) {
        long rows = sessions.ask(
                "cannot count rows of " + version.table(),
                session -> Sql.number(
                        session, "select count(*) from " + words.table(version.table()) + " where " + condition));
        return remote(version, condition, rows);
    }

    private RemoteTable remote(TableVersion version, String condition, long rows) {
        long tableId = sessions.ask(
                "cannot look at " + version.table(),
                session -> books.entry(session, version.table()).map(Entry::id).orElse(NONE));
        RemoteTable.Known known =
                new RemoteTable.Known(version, tableId, sessions.database().name(), words.product());
        return new RemoteTable(known, condition, rows, others, search, traffic);
    }
}
