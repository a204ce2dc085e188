package dev.levada.store.lake;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.store.Staged;
import dev.levada.store.WrittenFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iceberg.Schema;

/** Which of a table's files new rows take the place of. */
final class Replacement {
    private Replacement() {}

    /** @param files those of the table now; asked for only if it matters */
    static List<LiveFile> of(Staged staged, WriteMode mode, Supplier<List<LiveFile>> files) {
        return switch (mode) {
            case APPEND, UPSERT, INSERT_ONLY, SCD2, SCD3 -> List.of();
            case OVERWRITE -> files.get();
            case OVERWRITE_PARTITIONS -> partitions(staged, files.get());
        };
    }

    private static List<LiveFile> partitions(Staged staged, List<LiveFile> files) {
        Schema schema = IcebergTypes.schema(staged.staging().columns(), Map.of());
        PartitionValues values = new PartitionValues(schema, staged.staging());
        Set<List<Object>> touched = new HashSet<>();
        for (WrittenFile file : staged.files()) {
            touched.add(values.declared(file));
        }
        return touched.isEmpty()
                ? List.of()
                : files.stream()
                        .filter(file -> touched.contains(
                                values.declared(file.spec(), file.file().partition())
                                        .orElseThrow(() -> laidOutOtherwise(staged))))
                        .toList();
    }

    private static LevadaException laidOutOtherwise(Staged staged) {
        return new LevadaException(
                "store.partition",
                Blame.PROJECT,
                staged.staging().table() + " has files that were laid out before its partition became "
                        + staged.staging().partition().stream()
                                .map(field -> field.name())
                                .toList()
                        + ", so single partitions of it cannot be replaced. Run once with --full to lay it out anew.");
    }
}
