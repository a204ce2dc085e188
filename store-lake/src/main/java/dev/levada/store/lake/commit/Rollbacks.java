package dev.levada.store.lake.commit;

import dev.levada.project.AssetName;
import dev.levada.store.CrashPoint;
import dev.levada.store.lake.layout.PartitionSpecs;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.Fork;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.Versions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * Sets tables to older snapshots, or to ones that they were set back from. The table's commit decides and says what becomes
 * of its quarantine, which follows: at once, or when the table is next looked at.
 */
public final class Rollbacks {
    private static final String PROPERTY = "levada.rolled-back";

    private final LakeCatalog catalog;

    public Rollbacks(LakeCatalog catalog) {
        this.catalog = catalog;
    }

    /** Sets a table, and then its quarantine, to another of the snapshots that it had. */
    public void rollback(AssetName table, Snapshot target) {
        TableOperations operations = catalog.operations(table);
        TableMetadata base = operations.refresh();
        if (base.snapshot(target.snapshotId()) == null) {
            throw Failures.conflict(table.toString(), "others removed that version");
        }
        Fork fork = Fork.to(target, base)
                .orElseThrow(() -> Failures.versionGone(
                        table.toString(), target.snapshotId(), "versions that led to it were expired"));
        Optional<Follow> follow =
                catalog.metadata(table.quarantine()).flatMap(quarantine -> Follow.of(table, target, fork, quarantine));
        TableMetadata.Builder changed = set(base, target);
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
            Follow follow = Follow.parse(announced);
            if (follow.at() == head.snapshotId()) {
                carryOut(table, follow);
            }
        }
    }

    /** Columns and layout go with the rows: what is written next begins from them. */
    private static TableMetadata.Builder set(TableMetadata base, Snapshot target) {
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
        if (base == null || !Optional.ofNullable(id(base.currentSnapshot())).equals(follow.from())) {
            return;
        }
        if (follow.to().isEmpty()) {
            commit(
                    name,
                    operations,
                    base,
                    TableMetadata.buildFrom(base)
                            .removeRef(SnapshotRef.MAIN_BRANCH)
                            .build());
            return;
        }
        Snapshot target = base.snapshot(follow.to().get());
        if (target != null) {
            commit(name, operations, base, set(base, target).build());
        }
    }
}
