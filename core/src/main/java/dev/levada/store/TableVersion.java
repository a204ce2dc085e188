package dev.levada.store;

import dev.levada.api.Column;
import dev.levada.contract.PartitionField;
import dev.levada.project.AssetName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One state of a table, which never changes once it is there.
 *
 * @param id the commit that made it
 * @param committed when
 * @param rows how many rows it has
 * @param bytes how large its data files are
 * @param facts what Levada wrote with the newest commit of its own up to this version, by the names in {@link Facts}
 */
public record TableVersion(
        AssetName table,
        long id,
        Instant committed,
        List<StoredColumn> columns,
        List<PartitionField> partition,
        long rows,
        long bytes,
        Map<String, String> facts) {
    public TableVersion {
        columns = List.copyOf(columns);
        partition = List.copyOf(partition);
        facts = Map.copyOf(facts);
    }

    /** The columns without their ids. */
    public List<Column> shape() {
        return columns.stream().map(StoredColumn::column).toList();
    }

    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }
}
