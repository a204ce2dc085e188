package dev.levada.store.lake.upkeep;

import dev.levada.project.AssetName;
import dev.levada.store.CrashPoint;
import dev.levada.store.Facts;
import dev.levada.store.Retention;
import dev.levada.store.lake.commit.Follow;
import dev.levada.store.lake.table.CommitLog;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.Versions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;

/** Forgets snapshots of a table, and keeps in its ledger what planning must know of them. */
final class Expiry {
    private final LakeCatalog catalog;
    private final LakeTable table;
    private final Retention retention;

    Expiry(LakeCatalog catalog, AssetName table, Retention retention) {
        this.catalog = catalog;
        this.table = catalog.table(table);
        this.retention = retention;
    }

    /** Returns how many snapshots went. */
    int expire() {
        TableOperations operations = catalog.operations(table.name());
        TableMetadata base = operations.refresh();
        if (base == null) {
            return 0;
        }
        List<Snapshot> lineage = Versions.lineage(base, base.currentSnapshot());
        int kept = kept(base, lineage);
        Set<Long> spared = spared(base, lineage);
        lineage.subList(0, kept).forEach(snapshot -> spared.add(snapshot.snapshotId()));
        List<Snapshot> gone = base.snapshots().stream()
                .filter(snapshot -> !spared.contains(snapshot.snapshotId()))
                .toList();
        if (gone.isEmpty()) {
            return 0;
        }
        TableMetadata.Builder changed = TableMetadata.buildFrom(base)
                .removeSnapshots(gone.stream().map(Snapshot::snapshotId).toList());
        if (kept < lineage.size()) {
            CommitLog log = new CommitLog(table, base, retention.timeColumn());
            changed.setProperties(log.without(lineage.size() - kept).write(table));
        }
        commit(operations, base, changed.build());
        CrashPoint.reach("after-expiry");
        remove(base, gone, spared);
        return gone.size();
    }

    private void commit(TableOperations operations, TableMetadata base, TableMetadata changed) {
        try {
            operations.commit(base, changed);
        } catch (CommitFailedException raced) {
            throw Failures.conflict(table.toString(), "others committed to it");
        }
    }

    /** How many of the newest snapshots stay. */
    private int kept(TableMetadata base, List<Snapshot> lineage) {
        int kept = 0;
        while (kept < lineage.size() && (kept < retention.atLeast() || isRecent(lineage.get(kept)))) {
            kept++;
        }
        kept = Math.max(kept, neededByOwner(base, lineage));
        // The oldest must be a run's own, or else its facts would be gone.
        int withFacts = kept;
        while (withFacts > 0 && withFacts <= lineage.size() && !isOfRun(lineage.get(withFacts - 1))) {
            withFacts++;
        }
        return withFacts > lineage.size() ? lineage.size() : withFacts;
    }

    private boolean isRecent(Snapshot snapshot) {
        return snapshot.timestampMillis() >= retention.since().toEpochMilli();
    }

    private static boolean isOfRun(Snapshot snapshot) {
        return snapshot.summary().containsKey(Facts.RUN_ID);
    }

    /** A quarantine must be able to go back as far as its table can. */
    private int neededByOwner(TableMetadata base, List<Snapshot> lineage) {
        Optional<TableMetadata> owner = Versions.owner(table.name()).flatMap(catalog::metadata);
        if (owner.isEmpty()) {
            return 0;
        }
        List<Snapshot> versions = Versions.lineage(owner.get(), owner.get().currentSnapshot());
        List<Snapshot> after = versions.subList(0, Math.max(0, versions.size() - 1));
        return Follow.before(after, base).map(lineage::indexOf).orElse(-1) + 1;
    }

    /** What branches, tags and a recent past that was rolled back stand on. */
    private Set<Long> spared(TableMetadata base, List<Snapshot> lineage) {
        Set<Long> spared = new HashSet<>();
        for (Map.Entry<String, SnapshotRef> ref : base.refs().entrySet()) {
            spared.add(ref.getValue().snapshotId());
        }
        spared.addAll(recent(base, lineage));
        Versions.owner(table.name())
                .flatMap(catalog::metadata)
                .map(owner -> neededAgain(owner, base))
                .ifPresent(spared::addAll);
        return spared;
    }

    /** What is recent; if it was rolled back, with all that led to it: the table may be set to it again. */
    private Set<Long> recent(TableMetadata base, List<Snapshot> lineage) {
        Set<Snapshot> known = new HashSet<>(lineage);
        Set<Long> recent = new HashSet<>();
        base.snapshots().stream().filter(this::isRecent).forEach(snapshot -> {
            recent.add(snapshot.snapshotId());
            Versions.lineage(base, snapshot).stream()
                    .takeWhile(each -> !known.contains(each))
                    .forEach(each -> recent.add(each.snapshotId()));
        });
        return recent;
    }

    /** A quarantine must be able to go where its table may be set to again. */
    private static Set<Long> neededAgain(TableMetadata owner, TableMetadata quarantine) {
        Set<Snapshot> lineage = new HashSet<>(Versions.lineage(owner, owner.currentSnapshot()));
        return owner.snapshots().stream()
                .filter(snapshot -> !lineage.contains(snapshot))
                .flatMap(snapshot -> Follow.changes(snapshot, quarantine))
                .map(Snapshot::snapshotId)
                .collect(Collectors.toSet());
    }

    private void remove(TableMetadata base, List<Snapshot> gone, Set<Long> spared) {
        Set<Path> files = Reachable.of(table, base, gone);
        files.removeAll(Reachable.of(
                table,
                base,
                base.snapshots().stream()
                        .filter(snapshot -> spared.contains(snapshot.snapshotId()))
                        .toList()));
        Folders.remove(table, files);
    }
}
