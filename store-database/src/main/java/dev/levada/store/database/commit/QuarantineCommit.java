package dev.levada.store.database.commit;

import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableVersion;
import dev.levada.store.database.Conflicts;
import dev.levada.store.database.PastStep;
import dev.levada.store.database.TimeRanges;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Entry;
import dev.levada.store.database.rows.Bulk;
import dev.levada.store.database.rows.Landing.Landed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The change of a quarantine table, in the transaction of the table that it belongs to, on top of whatever is there. */
final class QuarantineCommit {
    private final Connection session;
    private final Parts parts;
    private final Books books;
    private final Carpentry carpentry;
    private final PreparedTable owner;
    private final Commit commit;
    private final AssetName table;

    /** @param commit the owner's */
    QuarantineCommit(Connection session, Parts parts, PreparedTable owner, Commit commit) {
        this.session = session;
        this.parts = parts;
        this.books = parts.books();
        this.carpentry = parts.carpentry();
        this.owner = owner;
        this.commit = commit;
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
        carpentry.watch(session, table, entry.id());
        add(entry, before, columns, removed);
    }

    private long make(List<StoredColumn> columns) throws SQLException {
        carpentry.make(session, table, columns);
        insert(columns);
        return 0;
    }

    private long change(TableVersion before, List<StoredColumn> columns) throws SQLException {
        parts.watch().lock(session, table);
        long removed = owner.released().delete(commit.stride(table), Bulk.of(before, parts.words()));
        if (removed != owner.released().places().length) {
            throw Conflicts.of(table, "rows that leave the quarantine were gone already");
        }
        carpentry.change(session, table, before.columns(), columns);
        insert(columns);
        return removed;
    }

    private void insert(List<StoredColumn> columns) throws SQLException {
        if (owner.quarantined().isPresent()) {
            commit.insert(table, owner.quarantined().get(), columns);
        }
    }

    private void add(Entry entry, Optional<TableVersion> before, List<StoredColumn> columns, long removed)
            throws SQLException {
        long added = owner.quarantined().map(Landed::rows).orElse(0L);
        PastStep step = new PastStep(
                books.nextVersion(session),
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
                parts.watch().size(session, parts.words().table(table)),
                step.facts());
        books.add(session, entry.id(), step, made, Optional.of(owner.runId()));
    }
}
