package dev.levada.store.lake.commit;

import dev.levada.contract.WriteMode;
import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.WrittenFile;
import dev.levada.store.lake.layout.Constants;
import dev.levada.store.lake.layout.IcebergTypes;
import dev.levada.store.lake.table.DeletionVectors;
import dev.levada.store.lake.table.LiveFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.TableMetadata;

/** What to read for a state of a table, or for one that may come. */
public final class Reading {
    private final List<TableScan.DataFile> files = new ArrayList<>();
    private final Map<String, Positions> removed = new HashMap<>();
    private final Set<String> constants = new TreeSet<>();
    private final Set<Layout> layouts = new HashSet<>();

    private Reading() {}

    /** What files look like inside. @param columns the columns by id, name and type, or what stands for them */
    private record Layout(Object columns, Set<String> constants) {}

    /** A state that is there. */
    public static TableScan of(TableMetadata metadata, List<LiveFile> live, List<StoredColumn> columns) {
        Reading reading = new Reading();
        reading.add(metadata, live);
        return reading.scan(columns);
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
        // A table whose columns never changed has files of one kind; of any other, only what one commit wrote surely
        // is.
        boolean isSettled = metadata.schemas().size() == 1;
        List<StoredColumn> columns = IcebergTypes.columns(metadata.schema());
        for (LiveFile file : live) {
            layouts.add(new Layout(
                    isSettled ? columns : String.valueOf(file.file().dataSequenceNumber()),
                    Constants.names(metadata, List.of(file.spec()))));
        }
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
        return new TableScan(columns, files, removed, List.copyOf(constants), matching());
    }

    private TableScan.Matching matching() {
        boolean areInPaths = files.stream()
                .allMatch(file ->
                        constants.stream().allMatch(constant -> file.path().contains("/" + constant + "=")));
        return layouts.size() <= 1 && areInPaths ? TableScan.Matching.BY_NAME : TableScan.Matching.BY_ID;
    }
}
