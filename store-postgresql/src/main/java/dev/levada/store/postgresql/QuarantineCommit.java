package dev.levada.store.postgresql;

import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableVersion;
import dev.levada.store.database.PastStep;
import dev.levada.store.database.TimeRanges;
import dev.levada.store.postgresql.Landing.Landed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The change of a quarantine table, in the transaction of the table that it belongs to, on top of whatever is there. */
final class QuarantineCommit {
    private final Connection session;
    private final Books books;
    private final PreparedTable owner;
    private final AssetName table;

    QuarantineCommit(Connection session, Books books, PreparedTable owner) {
        this.session = session;
        this.books = books;
        this.owner = owner;
        this.table = owner.table().quarantine();
    }

    void apply() throws SQLException {
        if (owner.quarantined().isEmpty() && owner.released().isNone()) {
            return;
        }
        Entry entry = books.claim(session, table);
        Optional<TableVersion> before = entry.head().isPresent()
                ? books.version(session, table, entry.id(), entry.head().get())
                : Optional.empty();
        List<StoredColumn> columns = owner.publication()
                .quarantine()
                .added()
                .map(Staged::staging)
                .map(Staging::columns)
                .or(() -> before.map(TableVersion::columns))
                .orElseThrow();
        long removed = before.isPresent() ? change(before.get(), columns) : make(columns);
        Others.watch(session, Sql.table(table), entry.id());
        add(entry, before, columns, removed);
    }

    private long make(List<StoredColumn> columns) throws SQLException {
        Names.demandFree(session, table);
        Schemas.demand(session, table.schema());
        Sql.run(session, "create table " + Sql.table(table) + " (" + Sql.declared(columns) + ")");
        insert(columns);
        return 0;
    }

    private long change(TableVersion before, List<StoredColumn> columns) throws SQLException {
        String name = Sql.table(table);
        Sql.run(session, "lock table " + name + " in share row exclusive mode");
        long removed = owner.released().delete(session, name);
        if (removed != owner.released().places().length) {
            throw Conflicts.of(table, "rows that leave the quarantine were gone already");
        }
        Shape.change(before.columns(), columns).apply(session, name);
        insert(columns);
        return removed;
    }

    private void insert(List<StoredColumn> columns) throws SQLException {
        if (owner.quarantined().isPresent()) {
            Commit.insert(session, Sql.table(table), owner.quarantined().get(), columns);
        }
    }

    private void add(Entry entry, Optional<TableVersion> before, List<StoredColumn> columns, long removed)
            throws SQLException {
        long added = owner.quarantined().map(Landed::rows).orElse(0L);
        PastStep step = new PastStep(
                Books.nextVersion(session),
                entry.head(),
                owner.step().committed(),
                Kind.CHANGE,
                new TimeRanges(Map.of()),
                added,
                removed,
                Map.of(Facts.RUN_ID, owner.runId()));
        TableVersion made = new TableVersion(
                table,
                step.id(),
                step.committed(),
                columns,
                List.of(),
                before.map(TableVersion::rows).orElse(0L) - removed + added,
                Sql.number(session, "select pg_table_size(" + Sql.text(Sql.table(table)) + ")"),
                step.facts());
        books.add(session, entry.id(), step, made, Optional.of(owner.runId()));
    }
}
