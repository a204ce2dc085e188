package dev.levada.store.mysql;

import dev.levada.project.AssetName;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.database.Conflicts;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Entry;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.commit.Carpentry;
import dev.levada.store.database.commit.PreparedTable;
import dev.levada.store.database.rows.Landing.Kind;
import dev.levada.store.database.rows.Landing.Landed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tables of MySQL and MariaDB, which commit by themselves whatever makes or changes a table. So tables and columns are made ready
 * before the transaction that brings the rows, empty, and written down as {@link Steps}; the transaction deletes and inserts rows
 * and does nothing else.
 */
record MysqlCarpentry(Words words, Watch watch, Sessions sessions, Books books) implements Carpentry {
    @Override
    public Kind ofNew() {
        return Kind.PASSING;
    }

    /** Whoever makes a table ready has it for himself until its rows are there, so that steps that are found are of the dead. */
    @Override
    public void publish(List<PreparedTable> tables, Publishing transaction) throws SQLException {
        List<PreparedTable> sorted = tables.stream()
                .sorted(Comparator.comparing(PreparedTable::table))
                .toList();
        sessions.in(session -> {
            Sites.have(session, books, names(sorted), () -> {
                for (PreparedTable table : sorted) {
                    ready(session, table);
                }
                transaction.run();
            });
            return true;
        });
    }

    private static List<AssetName> names(List<PreparedTable> tables) {
        return tables.stream()
                .flatMap(table -> Stream.of(table.table(), table.table().quarantine()))
                .toList();
    }

    private void ready(Connection session, PreparedTable table) throws SQLException {
        Site site = new Site(session, words, books, table.runId());
        site.ready(table.table(), table.publication().staged().staging().columns());
        Optional<Staged> added = table.publication().quarantine().added();
        boolean isChanged = table.quarantined().isPresent() || !table.released().isNone();
        if (added.isPresent() && isChanged) {
            site.ready(table.table().quarantine(), added.get().staging().columns());
        }
        session.commit();
    }

    @Override
    public void takeBack(PreparedTable table) {
        sessions.change("cannot take back what was made for " + table.table(), session -> {
            List<AssetName> names = names(List.of(table));
            Sites.have(session, books, names, () -> {
                for (AssetName name : names) {
                    Site.takeBack(
                            session,
                            new Steps(session).open(books.claim(session, name).id()));
                }
            });
            return true;
        });
    }

    @Override
    public void sweep(String runId) {
        sessions.change("cannot take back what run " + runId + " made", session -> {
            for (AssetName table : new Steps(session).tablesOf(runId)) {
                Sites.have(
                        session,
                        books,
                        List.of(table),
                        () -> Site.takeBack(
                                session,
                                new Steps(session)
                                        .open(books.claim(session, table).id())));
            }
            return true;
        });
    }

    @Override
    public void finish(Connection session, AssetName table) throws SQLException {
        Optional<Entry> entry = books.entry(session, table);
        if (entry.isEmpty() || new Steps(session).decided(entry.get().id()).isEmpty()) {
            return;
        }
        try {
            Site.finish(session, words, table, entry.get().id());
        } catch (SQLException e) {
            if (!watch.isForbidden(e)) {
                throw e; // who may not do it may not read the table before it is done either
            }
        }
    }

    @Override
    public void followUp(PreparedTable table, Optional<List<String>> key) {
        sessions.change("cannot finish " + table.table(), session -> {
            finish(session, table.table());
            if (key.isPresent()) {
                new KeyIndex(session, table.version()).demand(key.get());
            }
            return true;
        });
    }

    /** It is there already, and empty. */
    @Override
    public void make(Connection session, AssetName table, List<StoredColumn> columns) throws SQLException {
        long id = books.claim(session, table).id();
        if (Sql.isTrue(session, "select exists (select 1 from " + words.table(table) + ")")) {
            throw Conflicts.of(table, "another program wrote to it before it was made");
        }
        new Steps(session).settle(id);
        Sql.run(session, "delete from levada_changes where table_id = " + id);
    }

    @Override
    public void change(Connection session, AssetName table, List<StoredColumn> before, List<StoredColumn> after)
            throws SQLException {
        long id = books.claim(session, table).id();
        Steps steps = new Steps(session);
        Columns.of(session, words, table, before, after).decide(steps, id);
        steps.settle(id);
    }

    @Override
    public String copying(Connection session, AssetName table, Landed rows, List<StoredColumn> columns)
            throws SQLException {
        Map<String, String> waiting =
                Site.waiting(session, books.claim(session, table).id());
        List<String> targets = columns.stream()
                .map(column -> Sql.name(waiting.getOrDefault(column.name(), column.name())))
                .toList();
        return "insert into " + words.table(table) + " (" + String.join(", ", targets) + ") select "
                + Sql.names(columns) + " from " + rows.sql();
    }

    /** Triggers are made with the table. */
    @Override
    public void watch(Connection session, AssetName table, long tableId) {}
}
