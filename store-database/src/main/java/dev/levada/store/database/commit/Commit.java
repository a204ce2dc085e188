package dev.levada.store.database.commit;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.store.database.Conflicts;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Entry;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.rows.Bulk;
import dev.levada.store.database.rows.Chunks;
import dev.levada.store.database.rows.Landing.Kind;
import dev.levada.store.database.rows.Landing.Landed;
import dev.levada.store.database.rows.Stride;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one publication does within the transaction that makes it visible. */
final class Commit {
    private final Connection session;
    private final Parts parts;
    private final Books books;
    private final Carpentry carpentry;
    private final PreparedTable table;

    Commit(Connection session, Parts parts, PreparedTable table) {
        this.session = session;
        this.parts = parts;
        this.books = parts.books();
        this.carpentry = parts.carpentry();
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
            make(name, table.rows().orElseThrow());
        } else if (table.belongings().isPresent() && exchange == Exchange.OF_TABLES) {
            exchange(entry, table.belongings().get(), table.rows().orElseThrow());
        } else {
            parts.watch().lock(session, name);
            demandSilence(parts.others().areSilent(session, name, entry.id()));
            change(entry);
        }
        carpentry.watch(session, name, entry.id());
        Optional<List<String>> key = parts.search().keyOf(name);
        if (key.isPresent()) {
            carpentry.index(session, name, key.get());
        }
        books.add(session, entry.id(), table.step(), table.version(), Optional.of(table.runId()));
        if (!table.publication().quarantine().isNone()) {
            new QuarantineCommit(session, parts, table, this).apply();
        }
    }

    private void make(AssetName name, Landed rows) throws SQLException {
        if (carpentry.ofNew() == Kind.LASTING) {
            carpentry.make(session, name, rows);
            return;
        }
        List<StoredColumn> columns = table.publication().staged().staging().columns();
        carpentry.make(session, name, columns);
        insert(name, rows, columns);
    }

    /** Goes through rows that leave a table, or come to it. */
    Stride stride(AssetName of) throws SQLException {
        Chunks chunks = carpentry.refersToItself(session, of)
                ? Chunks.WHOLE
                : parts.traffic().chunks();
        return parts.stride(session, chunks, table.course());
    }

    private void demandSilence(boolean isSilent) {
        if (!isSilent) {
            throw Conflicts.of(table.table(), "another program wrote to it just now");
        }
    }

    /** Readers wait for this transaction from here on, and those who come while it waits for the lock wait too. */
    private void exchange(Entry entry, Belongings belongings, Landed rows) throws SQLException {
        AssetName name = table.table();
        carpentry.lockWhole(session, name);
        demandSilence(parts.others().areSilent(session, name, entry.id()));
        Set<String> columns = new TreeSet<>();
        table.publication().base().orElseThrow().columns().forEach(column -> columns.add(column.name()));
        if (!carpentry.belongings(session, name, columns).equals(Optional.of(belongings))) {
            throw Conflicts.of(name, "another program changed its indexes, grants or what else belongs to it");
        }
        carpentry.exchange(session, name, belongings, rows);
    }

    private LevadaException moved(Entry entry) throws SQLException {
        Optional<TableVersion> head = entry.head().isPresent()
                ? books.version(session, table.table(), entry.id(), entry.head().get())
                : Optional.empty();
        return Conflicts.of(table.table(), head, parts.clock());
    }

    /** Where others are not kept from the table, they may have been at rows that leave: these were locked one by one. */
    private void change(Entry entry) throws SQLException {
        TableVersion base = table.publication().base().orElseThrow();
        long gone = table.leaving().delete(stride(table.table()), Bulk.of(base, parts.words()));
        if (gone != table.step().removedRows()) {
            throw Conflicts.of(
                    table.table(),
                    gone + " of " + table.step().removedRows() + " rows that were to be replaced were still there");
        }
        demandSilence(parts.watch().isSilent(session, table.table(), entry.id()));
        List<StoredColumn> after = table.publication().staged().staging().columns();
        carpentry.change(session, table.table(), base.columns(), after);
        if (table.rows().isPresent()) {
            insert(table.table(), table.rows().get(), after);
        }
    }

    /** Copies rows that wait. @param into a table with these columns */
    void insert(AssetName into, Landed rows, List<StoredColumn> columns) throws SQLException {
        String copying = carpentry.copying(session, into, rows, columns);
        long added = stride(into).through(Bulk.of(rows), "", some -> Sql.run(session, copying + " where " + some));
        if (added != rows.rows()) {
            throw new LevadaException(
                    "store.rows",
                    Blame.OUTSIDE,
                    into + ": of " + rows.rows() + " new rows " + added
                            + " were added. A rule or a trigger of the table kept the others out; Levada cannot write to"
                            + " it as long as that is so.");
        }
    }
}
