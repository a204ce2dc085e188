package dev.levada.store;

import dev.levada.contract.PartitionField;
import dev.levada.project.AssetName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place where an engine writes data files that nobody sees until they are published.
 *
 * @param runId the run that they belong to
 * @param folder exists and is empty
 * @param columns the table's columns as they will be
 * @param partition how the files are laid out
 * @param constants columns that the files must lack, with the one value of all rows; see {@link TableScan#constants}
 * @param isPassing whether the files are read once or twice and go then, so that it is time that matters, and not room
 * @param inlet takes rows in the place of files; empty if there must be files. An engine may write files nevertheless
 */
public record Staging(
        AssetName table,
        String runId,
        Path folder,
        List<StoredColumn> columns,
        List<PartitionField> partition,
        Map<String, String> constants,
        boolean isPassing,
        Optional<Inlet> inlet) {
    public Staging {
        columns = List.copyOf(columns);
        partition = List.copyOf(partition);
        constants = Map.copyOf(constants);
    }

    /** A place of files that stay. */
    public Staging(
            AssetName table,
            String runId,
            Path folder,
            List<StoredColumn> columns,
            List<PartitionField> partition,
            Map<String, String> constants) {
        this(table, runId, folder, columns, partition, constants, false, Optional.empty());
    }

    /** A place of files that do not stay. */
    public static Staging passing(
            AssetName table,
            String runId,
            Path folder,
            List<StoredColumn> columns,
            List<PartitionField> partition,
            Map<String, String> constants) {
        return new Staging(table, runId, folder, columns, partition, constants, true, Optional.empty());
    }

    /** The same, which takes rows also without files. */
    public Staging with(Inlet way) {
        return new Staging(table, runId, folder, columns, partition, constants, isPassing, Optional.of(way));
    }

    /** The same, which takes files only. */
    public Staging ofFiles() {
        return new Staging(table, runId, folder, columns, partition, constants, isPassing, Optional.empty());
    }
}
