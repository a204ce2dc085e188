package dev.levada.store.lake.commit;

import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.lake.layout.Constants;
import dev.levada.store.lake.layout.IcebergTypes;
import dev.levada.store.lake.layout.PartitionSpecs;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.Versions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** A table with the columns of a staging, before any of its rows. */
public final class Blueprint {
    private static final Map<String, String> PROPERTIES = Map.of(
            "format-version", "3",
            "commit.retry.num-retries", "0",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "20",
            "write.parquet.compression-codec", "zstd");

    private Blueprint() {}

    public static TableMetadata of(Staging staging, @Nullable TableMetadata base, Path folder) {
        TableMetadata start = base == null ? created(staging, folder) : changed(staging, base);
        if (!IcebergTypes.columns(start.schema()).equals(staging.columns())) {
            throw new IllegalStateException("Iceberg numbers the columns of " + staging.table() + " otherwise: "
                    + start.schema() + " instead of " + staging.columns());
        }
        return Constants.remember(start, staging);
    }

    private static TableMetadata created(Staging staging, Path folder) {
        Schema schema = IcebergTypes.schema(staging.columns(), Map.of());
        return TableMetadata.newTableMetadata(
                schema, PartitionSpecs.fresh(schema, staging), folder.toString(), PROPERTIES);
    }

    private static TableMetadata changed(Staging staging, TableMetadata base) {
        demandIds(staging, base);
        Schema schema = IcebergTypes.schema(
                staging.columns(), TypeUtil.indexById(base.schema().asStruct()));
        PartitionSpec spec = PartitionSpecs.known(schema, base.specs(), staging)
                .orElseGet(
                        () -> PartitionSpecs.isOver(schema, base.spec()) ? base.spec() : PartitionSpec.unpartitioned());
        if (schema.sameSchema(base.schema()) && spec.specId() == base.defaultSpecId()) {
            return base;
        }
        // Columns and partition in one step: a table that begins anew may drop a column that its files were laid out
        // by.
        return TableMetadata.buildFrom(base)
                .setCurrentSchema(schema, Math.max(base.lastColumnId(), schema.highestFieldId()))
                .setDefaultPartitionSpec(spec)
                .build();
    }

    /** The columns may have changed without a commit of rows; then the staging's ids could mean something else by now. */
    private static void demandIds(Staging staging, TableMetadata base) {
        if (!isNumberedAlike(staging, base)) {
            throw Failures.conflict(
                    staging.table().toString(),
                    "columns of it were changed by somebody else: "
                            + base.schema().columns().stream()
                                    .map(NestedField::name)
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** Whether the ids of a staging mean the same in a table. */
    public static boolean isNumberedAlike(Staging staging, TableMetadata base) {
        Map<Integer, StoredColumn> staged = new HashMap<>();
        index(staging.columns(), staged);
        Map<Integer, NestedField> present = TypeUtil.indexById(base.schema().asStruct());
        Snapshot head = base.currentSnapshot();
        Set<Integer> ofBase = head == null
                ? Set.of()
                : TypeUtil.indexById(Versions.schema(base, head).asStruct()).keySet();
        boolean taken = staged.keySet().stream().anyMatch(id -> !present.containsKey(id) && id <= base.lastColumnId());
        boolean dropped = present.keySet().stream().anyMatch(id -> !staged.containsKey(id) && !ofBase.contains(id));
        return !taken && !dropped;
    }

    private static void index(List<StoredColumn> columns, Map<Integer, StoredColumn> byId) {
        for (StoredColumn column : columns) {
            byId.put(column.id(), column);
            index(column.parts(), byId);
        }
    }
}
