package dev.levada.store.lake.commit;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.WrittenFile;
import dev.levada.store.lake.layout.IcebergTypes;
import dev.levada.store.lake.layout.PartitionValues;
import dev.levada.store.lake.table.DeletionVectors;
import dev.levada.store.lake.table.LiveFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;

/**
 * What leaves a table when new rows come.
 *
 * @param dropped files that go
 * @param thinned files that stay, with all rows of them that are out then, those removed before included
 */
public record Replacement(List<LiveFile> dropped, Map<LiveFile, Positions> thinned) {
    private static final Replacement NONE = new Replacement(List.of(), Map.of());

    /** @param files those of the table now; asked for only if it matters */
    public static Replacement of(Staged staged, WriteMode mode, Supplier<List<LiveFile>> files) {
        boolean isAddedOnly = mode != WriteMode.OVERWRITE && mode != WriteMode.OVERWRITE_PARTITIONS;
        if (isAddedOnly && staged.replaced().isNone()) {
            return NONE;
        }
        List<LiveFile> live = files.get();
        demandKnown(staged, live);
        Set<LiveFile> byMode = new LinkedHashSet<>(byMode(staged, mode, live));
        List<LiveFile> rest =
                live.stream().filter(file -> !byMode.contains(file)).toList();
        Replacement more = of(staged.replaced(), rest);
        List<LiveFile> dropped = new ArrayList<>(byMode);
        dropped.addAll(more.dropped());
        return new Replacement(dropped, more.thinned());
    }

    /** Takes rows out of files; rows of files that aren't among them are out already. */
    public static Replacement of(Replaced rows, List<LiveFile> files) {
        List<LiveFile> dropped = new ArrayList<>();
        Map<LiveFile, Positions> thinned = new HashMap<>();
        Map<String, Positions> before = DeletionVectors.read(files.stream()
                .filter(file -> rows.rows().containsKey(file.path()))
                .toList());
        for (LiveFile file : files) {
            Positions now = rows.rows().getOrDefault(file.path(), Positions.of());
            Positions gone = before.getOrDefault(file.path(), Positions.of());
            Positions all = gone.plus(now);
            boolean isEmptied = now.count() > 0 && all.count() == file.file().recordCount();
            if (rows.files().contains(file.path()) || isEmptied) {
                dropped.add(file);
            } else if (all.count() > gone.count()) {
                thinned.put(file, all);
            }
        }
        return new Replacement(dropped, thinned);
    }

    private static void demandKnown(Staged staged, List<LiveFile> live) {
        Set<String> unknown = new HashSet<>(staged.replaced().files());
        unknown.addAll(staged.replaced().rows().keySet());
        unknown.removeAll(live.stream().map(LiveFile::path).collect(Collectors.toSet()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "rows to be replaced in files that " + staged.staging().table() + " has not: " + unknown);
        }
    }

    private static List<LiveFile> byMode(Staged staged, WriteMode mode, List<LiveFile> files) {
        return switch (mode) {
            case APPEND, UPSERT, INSERT_ONLY, SCD2, SCD3 -> List.of();
            case OVERWRITE -> files;
            case OVERWRITE_PARTITIONS -> partitions(staged, files);
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
