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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one publication does within the transaction that makes it visible. */
final class Commit {
    /** Whoever wants to read waits behind one who waits to exchange tables; so that one soon gives up, and tries again. */
    private static final Duration SHORT = Duration.ofSeconds(1);

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

    /** What is done if all rows are replaced by a table that could take the place of theirs. */
    enum Exchange {
        /** It does, unless others do not let go of the table. */
        OF_TABLES,
        /** Its rows are copied, so that nobody has to wait. */
        OF_ROWS
    }

    /** Whether another table is to take the place of this one. */
    boolean exchanges() {
        return table.belongings().isPresent();
    }

    /** Keeps other releases from the table, and fails if it has moved on. */
    void claim() throws SQLException {
        Entry entry = books.claim(session, table.table());
        if (!entry.head().equals(table.publication().base().map(TableVersion::id))) {
            throw moved(entry);
        }
    }

    void apply(Exchange exchange) throws SQLException {
        AssetName name = table.table();
        Entry entry = books.claim(session, name);
        if (table.publication().base().isEmpty()) {
            make(session, name, table.rows().orElseThrow());
        } else if (table.belongings().isPresent() && exchange == Exchange.OF_TABLES) {
            exchange(entry, table.belongings().get(), table.rows().orElseThrow());
        } else {
            Sql.run(session, "lock table " + Sql.table(name) + " in share row exclusive mode");
            demandSilence(entry);
            change(table.publication().base().get().columns());
        }
        Others.watch(session, Sql.table(name), entry.id());
        new KeyIndex(session, name).demand(search.keyOf(name));
        books.add(session, entry.id(), table.step(), table.version(), Optional.of(table.runId()));
        if (!table.publication().quarantine().isNone()) {
            new QuarantineCommit(session, books, table).apply();
        }
    }

    private void demandSilence(Entry entry) throws SQLException {
        if (!Others.areSilent(session, table.table(), entry)) {
            throw Conflicts.of(table.table(), "another program wrote to it just now");
        }
    }

    /** Readers wait for this transaction from here on, and those who come while it waits for the lock wait too. */
    private void exchange(Entry entry, Belongings belongings, Landed rows) throws SQLException {
        AssetName name = table.table();
        Sql.run(session, "set local lock_timeout = " + SHORT.toMillis());
        Sql.run(session, "lock table " + Sql.table(name) + " in access exclusive mode");
        Sql.run(session, "set local lock_timeout = " + Sessions.LOCK_TIMEOUT.toMillis());
        demandSilence(entry);
        Set<String> columns = new TreeSet<>();
        table.publication().base().orElseThrow().columns().forEach(column -> columns.add(column.name()));
        if (!Belongings.of(session, name, columns).equals(Optional.of(belongings))) {
            throw Conflicts.of(name, "another program changed its indexes, grants or what else belongs to it");
        }
        Sql.run(session, "drop table " + Sql.table(name));
        make(session, name, rows);
        belongings.rename(session, rows.name(), name);
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
        Schemas.demand(session, name.schema());
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
        long added =
                Sql.run(session, "insert into " + table + " (" + names + ") select " + names + " from " + rows.sql());
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
