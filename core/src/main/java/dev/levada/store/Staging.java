package dev.levada.store;

import dev.levada.contract.PartitionField;
import dev.levada.project.AssetName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A place where an engine writes data files that nobody sees until they are published.
 *
 * @param runId the run that they belong to
 * @param folder exists and is empty
 * @param columns the table's columns as they will be
 * @param partition how the files are laid out
 * @param constants columns that the files must lack, with the one value of all rows; see {@link TableScan#constants}
 * @param isPassing whether the files are read once or twice and go then, so that it is time that matters, and not room
 */
public record Staging(
        AssetName table,
        String runId,
        Path folder,
        List<StoredColumn> columns,
        List<PartitionField> partition,
        Map<String, String> constants,
        boolean isPassing) {
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
        this(table, runId, folder, columns, partition, constants, false);
    }
}
