package dev.levada.store.lake.commit;

import dev.levada.project.AssetName;
import dev.levada.store.CrashPoint;
import dev.levada.store.Facts;
import dev.levada.store.lake.layout.PartitionSpecs;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.Versions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Sets tables back to older snapshots. The table's commit decides and says what becomes of its quarantine, which follows:
 * at once, or when the table is next looked at.
 */
public final class Rollbacks {
    private static final String PROPERTY = "levada.rolled-back";
    private static final String NONE = "none";

    private final LakeCatalog catalog;

    public Rollbacks(LakeCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What the quarantine is to do after a table went back.
     *
     * @param at the table's snapshot
     * @param from where the quarantine was then
     * @param to where it is to be; empty if it was not there yet
     */
    private record Follow(long at, long from, Optional<Long> to) {
        String text() {
            return at + ":" + from + ":" + to.map(String::valueOf).orElse(NONE);
        }

        static Follow of(String text) {
            String[] parts = text.split(":");
            Optional<Long> to = parts[2].equals(NONE) ? Optional.empty() : Optional.of(Long.valueOf(parts[2]));
            return new Follow(Long.parseLong(parts[0]), Long.parseLong(parts[1]), to);
        }
    }

    /** Sets a table, and then its quarantine, back to one of the snapshots that led to its newest. */
    public void rollback(AssetName table, Snapshot target) {
        TableOperations operations = catalog.operations(table);
        TableMetadata base = operations.refresh();
        List<Snapshot> lineage = Versions.lineage(base, base.currentSnapshot());
        int depth = lineage.indexOf(target);
        if (depth < 0) {
            throw Failures.conflict(table.toString(), "others committed to it");
        }
        Optional<Follow> follow = follow(table, target, runs(lineage.subList(0, depth)));
        TableMetadata.Builder changed = back(base, target);
        follow.ifPresent(each -> changed.setProperties(Map.of(PROPERTY, each.text())));
        commit(table, operations, base, changed.build());
        CrashPoint.reach("after-rollback");
        follow.ifPresent(each -> carryOut(table, each));
    }

    /** Carries out what a rollback says about the quarantine and a crash has left undone. */
    void settle(AssetName table, TableMetadata metadata) {
        String announced = metadata.property(PROPERTY, null);
        Snapshot head = metadata.currentSnapshot();
        if (announced != null && head != null) {
            Follow follow = Follow.of(announced);
            if (follow.at() == head.snapshotId()) {
                carryOut(table, follow);
            }
        }
    }

    private static Set<String> runs(List<Snapshot> snapshots) {
        Set<String> runs = new HashSet<>();
        for (Snapshot snapshot : snapshots) {
            Optional.ofNullable(snapshot.summary().get(Facts.RUN_ID)).ifPresent(runs::add);
        }
        return runs;
    }

    private Optional<Follow> follow(AssetName table, Snapshot target, Set<String> undone) {
        Optional<TableMetadata> quarantine = catalog.metadata(table.quarantine());
        return quarantine.flatMap(metadata -> firstOf(undone, metadata).map(first -> {
            Long before = first.parentId();
            if (before != null && metadata.snapshot(before) == null) {
                throw Failures.versionGone(
                        table.quarantine().toString(), before, "it was expired, so that " + table + " cannot go back");
            }
            return new Follow(
                    target.snapshotId(), metadata.currentSnapshot().snapshotId(), Optional.ofNullable(before));
        }));
    }

    /** The oldest commit that some runs made to a table. */
    private static Optional<Snapshot> firstOf(Set<String> runs, TableMetadata metadata) {
        return Versions.lineage(metadata, metadata.currentSnapshot()).stream()
                .filter(snapshot -> runs.contains(snapshot.summary().getOrDefault(Facts.RUN_ID, "")))
                .reduce((newer, older) -> older);
    }

    /** The commit of a quarantine that it goes back to with its table, if that goes back behind some runs. */
    public static Optional<Snapshot> before(Set<String> runs, TableMetadata quarantine) {
        return firstOf(runs, quarantine)
                .flatMap(first -> Optional.ofNullable(first.parentId()))
                .flatMap(before -> Optional.ofNullable(quarantine.snapshot(before)));
    }

    /** Columns and layout go back too: what is written next begins from them. */
    private static TableMetadata.Builder back(TableMetadata base, Snapshot target) {
        Schema schema = Versions.schema(base, target);
        PartitionSpec spec = spec(base, target)
                .filter(each -> PartitionSpecs.isOver(schema, each))
                .orElseGet(
                        () -> PartitionSpecs.isOver(schema, base.spec()) ? base.spec() : PartitionSpec.unpartitioned());
        return TableMetadata.buildFrom(base)
                .setCurrentSchema(schema.schemaId())
                .setDefaultPartitionSpec(spec)
                .setBranchSnapshot(target.snapshotId(), SnapshotRef.MAIN_BRANCH);
    }

    private static Optional<PartitionSpec> spec(TableMetadata base, Snapshot target) {
        @Nullable ManifestFile newest = null;
        for (ManifestFile manifest : target.dataManifests(LakeCatalog.files())) {
            if (newest == null || manifest.sequenceNumber() > newest.sequenceNumber()) {
                newest = manifest;
            }
        }
        return newest == null ? Optional.empty() : Optional.ofNullable(base.spec(newest.partitionSpecId()));
    }

    private void commit(AssetName table, TableOperations operations, TableMetadata base, TableMetadata changed) {
        try {
            operations.commit(base, changed);
        } catch (CommitFailedException raced) {
            throw Failures.conflict(table.toString(), "others committed to it");
        } catch (RuntimeException unclear) {
            Long wanted = id(changed.currentSnapshot());
            boolean isDone = catalog.metadata(table)
                    .map(found -> Objects.equals(id(found.currentSnapshot()), wanted))
                    .orElse(false);
            if (!isDone) {
                throw unclear;
            }
        }
    }

    private static @Nullable Long id(@Nullable Snapshot snapshot) {
        return snapshot == null ? null : snapshot.snapshotId();
    }

    private void carryOut(AssetName table, Follow follow) {
        AssetName name = table.quarantine();
        TableOperations operations = catalog.operations(name);
        TableMetadata base = operations.refresh();
        if (base == null
                || base.currentSnapshot() == null
                || base.currentSnapshot().snapshotId() != follow.from()) {
            return;
        }
        Optional<Snapshot> target = follow.to().map(base::snapshot);
        TableMetadata changed = target.map(snapshot -> back(base, snapshot))
                .orElseGet(() -> TableMetadata.buildFrom(base).removeRef(SnapshotRef.MAIN_BRANCH))
                .build();
        commit(name, operations, base, changed);
    }
}
