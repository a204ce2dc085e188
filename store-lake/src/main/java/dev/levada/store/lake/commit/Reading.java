package dev.levada.store.lake.commit;

import dev.levada.contract.WriteMode;
import dev.levada.project.Interval;
import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile;
import dev.levada.store.lake.layout.Constants;
import dev.levada.store.lake.layout.EventTimes;
import dev.levada.store.lake.layout.IcebergTypes;
import dev.levada.store.lake.table.DeletionVectors;
import dev.levada.store.lake.table.LiveFile;
import dev.levada.store.lake.table.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/** What to read for a state of a table, or for one that may come. */
public final class Reading {
    private static final List<StoredColumn> UNKNOWN = List.of();

    private final List<TableScan.DataFile> files = new ArrayList<>();
    private final Map<String, Positions> removed = new HashMap<>();
    private final Set<String> constants = new TreeSet<>();
    private final Set<Layout> layouts = new HashSet<>();

    private Reading() {}

    /** What files look like inside. */
    private record Layout(List<StoredColumn> columns, Set<String> constants) {}

    /** A state that is there. */
    public static TableScan of(TableMetadata metadata, List<LiveFile> live, List<StoredColumn> columns) {
        Reading reading = new Reading();
        reading.add(metadata, live);
        return reading.scan(columns);
    }

    /** The rows of a state whose time may lie in a range. */
    public static TableScan of(TableMetadata metadata, TableVersion version, String timeColumn, Interval range) {
        Schema schema = Versions.schema(metadata, metadata.snapshot(version.id()));
        List<LiveFile> files = EventTimes.of(schema, timeColumn)
                .map(times -> LiveFile.in(metadata, version.id(), times.in(range)))
                .orElseGet(() -> LiveFile.in(metadata, version.id()));
        return of(metadata, files, version.columns());
    }

    /** A table's first state, if it comes. */
    public static TableScan of(Staged staged) {
        Reading reading = new Reading();
        reading.add(staged);
        return reading.scan(staged.staging().columns());
    }

    /** A state that follows another, if it comes. */
    public static TableScan of(TableMetadata metadata, List<LiveFile> live, Staged staged, WriteMode mode) {
        Replacement replacement = Replacement.of(staged, mode, () -> live);
        Set<LiveFile> dropped = Set.copyOf(replacement.dropped());
        Reading reading = new Reading();
        reading.add(
                metadata, live.stream().filter(file -> !dropped.contains(file)).toList());
        replacement.thinned().forEach((file, positions) -> reading.removed.put(file.path(), positions));
        reading.add(staged);
        return reading.scan(staged.staging().columns());
    }

    private void add(TableMetadata metadata, List<LiveFile> live) {
        for (LiveFile file : live) {
            files.add(new TableScan.DataFile(
                    file.path(), file.file().recordCount(), file.file().fileSizeInBytes()));
        }
        removed.putAll(DeletionVectors.read(live));
        Set<PartitionSpec> specs = live.stream().map(LiveFile::spec).collect(Collectors.toSet());
        constants.addAll(Constants.names(metadata, specs));
        Function<LiveFile, List<StoredColumn>> columns = columns(metadata);
        for (LiveFile file : live) {
            layouts.add(new Layout(columns.apply(file), Constants.names(metadata, List.of(file.spec()))));
        }
    }

    /** The columns that a file has: those of the commit that wrote it. */
    private static Function<LiveFile, List<StoredColumn>> columns(TableMetadata metadata) {
        if (metadata.schemas().size() == 1) {
            List<StoredColumn> always = IcebergTypes.columns(metadata.schema());
            return file -> always;
        }
        Map<Long, List<StoredColumn>> columns = new HashMap<>();
        for (Snapshot snapshot : metadata.snapshots()) {
            Schema schema = metadata.schemasById().get(snapshot.schemaId());
            columns.put(snapshot.sequenceNumber(), schema == null ? UNKNOWN : IcebergTypes.columns(schema));
        }
        return file -> columns.getOrDefault(file.file().fileSequenceNumber(), UNKNOWN);
    }

    private void add(Staged staged) {
        for (WrittenFile file : staged.files()) {
            files.add(new TableScan.DataFile(file.path(), file.rows(), file.bytes()));
        }
        removed.putAll(staged.removed());
        if (!staged.files().isEmpty()) {
            constants.addAll(staged.staging().constants().keySet());
            layouts.add(new Layout(
                    staged.staging().columns(), staged.staging().constants().keySet()));
        }
    }

    private TableScan scan(List<StoredColumn> columns) {
        return new TableScan(columns, files, removed, List.copyOf(constants), matching(columns));
    }

    /** A table may have gained columns since its files were written, all of one kind though they be. */
    private TableScan.Matching matching(List<StoredColumn> columns) {
        boolean areInPaths = files.stream()
                .allMatch(file ->
                        constants.stream().allMatch(constant -> file.path().contains("/" + constant + "=")));
        boolean haveColumns =
                layouts.stream().allMatch(layout -> layout.columns().equals(columns));
        return layouts.size() <= 1 && haveColumns && areInPaths ? TableScan.Matching.BY_NAME : TableScan.Matching.BY_ID;
    }
}
