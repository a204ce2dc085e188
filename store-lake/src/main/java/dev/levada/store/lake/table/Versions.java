package dev.levada.store.lake.table;

import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.TableVersion;
import dev.levada.store.lake.layout.Constants;
import dev.levada.store.lake.layout.IcebergTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/** Iceberg's snapshots as versions. */
public final class Versions {
    private Versions() {}

    public static Optional<TableVersion> head(LakeTable table, TableMetadata metadata) {
        return Optional.ofNullable(metadata.currentSnapshot()).map(snapshot -> of(table, metadata, snapshot));
    }

    public static TableVersion of(LakeTable table, TableMetadata metadata, Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        SideFiles sideFiles = new SideFiles(table);
        return new TableVersion(
                table.name(),
                snapshot.snapshotId(),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                IcebergTypes.columns(schema(metadata, snapshot)),
                Constants.declared(metadata),
                total(summary, SnapshotSummary.TOTAL_RECORDS_PROP)
                        - total(summary, SnapshotSummary.TOTAL_POS_DELETES_PROP),
                total(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
                newestOfLevada(metadata, snapshot)
                        .map(own -> sideFiles.read(own.summary()))
                        .orElse(Map.of()));
    }

    public static Schema schema(TableMetadata metadata, Snapshot snapshot) {
        Integer id = snapshot.schemaId();
        Schema schema = id == null ? null : metadata.schemasById().get(id);
        return schema == null ? metadata.schema() : schema;
    }

    private static long total(Map<String, String> summary, String name) {
        return Long.parseLong(summary.getOrDefault(name, "0"));
    }

    /** The newest commit that a run made, from a snapshot back in time: others may have committed since. */
    public static Optional<Snapshot> newestOfLevada(TableMetadata metadata, @Nullable Snapshot from) {
        Snapshot snapshot = from;
        while (snapshot != null && !snapshot.summary().containsKey(Facts.RUN_ID)) {
            snapshot = parent(metadata, snapshot);
        }
        return Optional.ofNullable(snapshot);
    }

    /** The commit that a run made. */
    public static Optional<Snapshot> committedBy(TableMetadata metadata, String runId) {
        Snapshot snapshot = metadata.currentSnapshot();
        while (snapshot != null && !runId.equals(snapshot.summary().get(Facts.RUN_ID))) {
            snapshot = parent(metadata, snapshot);
        }
        return Optional.ofNullable(snapshot);
    }

    /** The commits that a run made, those that were rolled back included. */
    public static List<Snapshot> everCommittedBy(TableMetadata metadata, String runId) {
        return metadata.snapshots().stream()
                .filter(snapshot -> runId.equals(snapshot.summary().get(Facts.RUN_ID)))
                .toList();
    }

    /** A snapshot and those before it, as far as they are remembered, the newest first. */
    public static List<Snapshot> lineage(TableMetadata metadata, @Nullable Snapshot from) {
        List<Snapshot> lineage = new ArrayList<>();
        for (Snapshot each = from; each != null; each = parent(metadata, each)) {
            lineage.add(each);
        }
        return lineage;
    }

    private static @Nullable Snapshot parent(TableMetadata metadata, Snapshot snapshot) {
        Long parent = snapshot.parentId();
        return parent == null ? null : metadata.snapshot(parent);
    }

    /** The asset whose quarantine a table is. */
    public static Optional<AssetName> owner(AssetName table) {
        String suffix = AssetName.QUARANTINE_SUFFIX;
        String schema = table.schema();
        return schema.endsWith(suffix) && schema.length() > suffix.length()
                ? Optional.of(new AssetName(schema.substring(0, schema.length() - suffix.length()), table.table()))
                : Optional.empty();
    }
}
