package dev.levada.store.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.store.postgresql.Landing.Landed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What one publication does within the transaction that makes it visible. */
final class Commit {
    private final Connection session;
    private final Books books;
    private final Clock clock;
    private final KeySearch search;
    private final PreparedTable table;

    Commit(Connection session, Books books, Clock clock, KeySearch search, PreparedTable table) {
        this.session = session;
        this.books = books;
        this.clock = clock;
        this.search = search;
        this.table = table;
    }

    void apply() throws SQLException {
        AssetName name = table.table();
        Entry entry = claimed();
        if (table.publication().base().isEmpty()) {
            make(session, name, table.rows().orElseThrow());
        } else {
            change(table.publication().base().get().columns());
        }
        Others.watch(session, Sql.table(name), entry.id());
        new KeyIndex(session, name).demand(search.keyOf(name));
        books.add(session, entry.id(), table.step(), table.version(), Optional.of(table.runId()));
        if (!table.publication().quarantine().isNone()) {
            new QuarantineCommit(session, books, table).apply();
        }
    }

    /** What is written down of the table, which nobody else can write to until the transaction ends. */
    private Entry claimed() throws SQLException {
        AssetName name = table.table();
        Entry entry = books.claim(session, name);
        Optional<Long> base = table.publication().base().map(TableVersion::id);
        if (!entry.head().equals(base)) {
            throw moved(entry);
        }
        if (base.isPresent()) {
            Sql.run(session, "lock table " + Sql.table(name) + " in share row exclusive mode");
            if (!Others.areSilent(session, name, entry)) {
                throw Conflicts.of(name, "another program wrote to it just now");
            }
        }
        return entry;
    }

    private LevadaException moved(Entry entry) throws SQLException {
        Optional<TableVersion> head = entry.head().isPresent()
                ? books.version(session, table.table(), entry.id(), entry.head().get())
                : Optional.empty();
        return Conflicts.of(table.table(), head, clock);
    }

    /** Turns a table that waited into one of that name. */
    static void make(Connection session, AssetName name, Landed rows) throws SQLException {
        Names.demandFree(session, name);
        Sql.run(session, "create schema if not exists " + Sql.name(name.schema()));
        Sql.run(session, "alter table " + rows.sql() + " set schema " + Sql.name(name.schema()));
        Sql.run(
                session,
                "alter table " + Sql.name(name.schema()) + "." + Sql.name(rows.name()) + " rename to "
                        + Sql.name(name.table()));
        Landing.forget(session, rows.name());
    }

    private void change(List<StoredColumn> before) throws SQLException {
        String name = Sql.table(table.table());
        long gone = table.leaving().delete(session, name);
        if (gone != table.step().removedRows()) {
            throw Conflicts.of(
                    table.table(),
                    gone + " of " + table.step().removedRows() + " rows that were to be replaced were still there");
        }
        Staged staged = table.publication().staged();
        Shape.change(before, staged.staging().columns()).apply(session, name);
        if (table.rows().isPresent()) {
            insert(session, name, table.rows().get(), staged.staging().columns());
        }
    }

    static void insert(Connection session, String table, Landed rows, List<StoredColumn> columns) throws SQLException {
        String names = Sql.names(columns);
        long added = Sql.run(
                session, "insert into " + table + " (" + names + ") select " + names + " from " + rows.sql());
        if (added != rows.rows()) {
            throw new LevadaException(
                    "store.rows",
                    Blame.OUTSIDE,
                    table + ": of " + rows.rows() + " new rows " + added
                            + " were added. A rule or a trigger of the table kept the others out; Levada cannot write to"
                            + " it as long as that is so.");
        }
    }
}
