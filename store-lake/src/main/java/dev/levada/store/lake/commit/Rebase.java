package dev.levada.store.lake.commit;

import dev.levada.contract.WriteMode;
import dev.levada.store.Facts;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile;
import dev.levada.store.lake.layout.Constants;
import dev.levada.store.lake.layout.IcebergTypes;
import dev.levada.store.lake.layout.PartitionValues;
import dev.levada.store.lake.table.CommitLog;
import dev.levada.store.lake.table.Footprint;
import dev.levada.store.lake.table.LiveFile;
import dev.levada.store.lake.table.Versions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;

/** Finds out whether what was staged on an older version may be published on the newest one as well. */
public final class Rebase {
    private final TableMetadata metadata;
    private final Table table;
    private final Staged staged;
    private final WriteMode mode;
    private final TableVersion base;
    private final PartitionValues partitions;
    private final Set<String> replaced;

    public Rebase(TableMetadata metadata, Staged staged, WriteMode mode, TableVersion base) {
        this.metadata = metadata;
        this.table = LiveFile.table(metadata);
        this.staged = staged;
        this.mode = mode;
        this.base = base;
        Schema schema = IcebergTypes.schema(staged.staging().columns(), Map.of());
        this.partitions = new PartitionValues(schema, staged.staging());
        this.replaced = paths(staged.replaced());
    }

    private static Set<String> paths(Replaced replaced) {
        Set<String> paths = new HashSet<>(replaced.files());
        paths.addAll(replaced.rows().keySet());
        return paths;
    }

    public boolean isSafe() {
        Optional<List<Snapshot>> others = since();
        if (others.isEmpty() || !isShapedAlike()) {
            return false;
        }
        Set<List<Object>> own = new HashSet<>();
        return (mode != WriteMode.OVERWRITE_PARTITIONS || addPartitions(own))
                && others.get().stream().allMatch(other -> isHarmless(other, own));
    }

    /** What others committed since the base; empty if the newest version does not come from it. */
    private Optional<List<Snapshot>> since() {
        List<Snapshot> since = new ArrayList<>();
        for (Snapshot each : Versions.lineage(metadata, metadata.currentSnapshot())) {
            if (each.snapshotId() == base.id()) {
                return Optional.of(since);
            }
            since.add(each);
        }
        return Optional.empty();
    }

    private boolean isShapedAlike() {
        return IcebergTypes.columns(metadata.schema()).equals(base.columns())
                && IcebergTypes.columns(Versions.schema(metadata, metadata.currentSnapshot()))
                        .equals(base.columns())
                && Constants.declared(metadata).equals(base.partition())
                && Blueprint.isNumberedAlike(staged.staging(), metadata);
    }

    /** The partitions that are written to or taken from; false if that cannot be told. */
    private boolean addPartitions(Set<List<Object>> own) {
        for (WrittenFile file : staged.files()) {
            own.add(partitions.declared(file));
        }
        if (replaced.isEmpty()) {
            return true;
        }
        return LiveFile.in(metadata, base.id()).stream()
                .filter(file -> replaced.contains(file.path()))
                .map(file -> partitions.declared(file.spec(), file.file().partition()))
                .allMatch(values -> values.map(own::add).isPresent());
    }

    private boolean isHarmless(Snapshot other, Set<List<Object>> own) {
        if (other.summary().containsKey(Facts.CHECKPOINT)) {
            return false;
        }
        Footprint footprint = Footprint.of(table, other);
        if (footprint.isNone()) {
            return true;
        }
        if (footprint.touchedPaths().stream().anyMatch(replaced::contains)
                || !footprint.vectorsOfOlderFiles().stream().allMatch(Footprint::isOfOneFile)) {
            return false;
        }
        boolean isMaintenance = CommitLog.isMaintenance(other);
        return switch (mode) {
            case OVERWRITE, UPSERT, INSERT_ONLY, SCD2, SCD3 -> isMaintenance;
            case OVERWRITE_PARTITIONS -> footprint.pieces().stream().noneMatch(piece -> isIn(piece, own));
            case APPEND ->
                isMaintenance
                        || (replaced.isEmpty()
                                ? footprint.onlyAdds()
                                : footprint.added().isEmpty());
        };
    }

    /** A piece that is laid out otherwise may be anywhere. */
    private boolean isIn(ContentFile<?> piece, Set<List<Object>> own) {
        return Optional.ofNullable(table.specs().get(piece.specId()))
                .flatMap(spec -> partitions.declared(spec, piece.partition()))
                .map(own::contains)
                .orElse(!own.isEmpty());
    }
}
