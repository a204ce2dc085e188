package dev.levada.store;

import dev.levada.api.Column;
import dev.levada.contract.PartitionField;
import dev.levada.project.AssetName;
import java.util.List;
import java.util.Map;

/**
 * A request for a place to write to.
 *
 * @param columns the table's columns as they shall be, in order
 * @param constants see {@link Staging#constants}
 * @param scope whether a column that the table has and that is not among these stays in the table ({@code INCREMENT}), or
 *     columns and partition take the place of the table's own when the staging is published ({@code ANEW})
 * @param use what becomes of the rows that are written
 */
public record StageRequest(
        AssetName table,
        String runId,
        List<Column> columns,
        List<PartitionField> partition,
        Map<String, String> constants,
        Scope scope,
        Use use) {
    public StageRequest {
        columns = List.copyOf(columns);
        partition = List.copyOf(partition);
        constants = Map.copyOf(constants);
    }

    /** For rows that may be read again. */
    public StageRequest(
            AssetName table,
            String runId,
            List<Column> columns,
            List<PartitionField> partition,
            Map<String, String> constants,
            Scope scope) {
        this(table, runId, columns, partition, constants, scope, Use.READ_AGAIN);
    }

    /** What becomes of the rows. */
    public enum Use {
        /** They may be read again before they are published. */
        READ_AGAIN,
        /** They are published as they come, beside those that the table has. */
        ADDED,
        /** They are published as they come, in the place of all that the table has. */
        WHOLE
    }
}
