package dev.levada.store.lake.upkeep;

import dev.levada.contract.PartitionField;
import dev.levada.store.Compaction;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.TableVersion;
import dev.levada.store.lake.commit.Reading;
import dev.levada.store.lake.layout.PartitionPart;
import dev.levada.store.lake.table.LiveFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.TableMetadata;

/** Finds files that are better written as few. */
final class Compactions {
    /** A file that is larger than this part of what is wanted is large enough. */
    private static final double LARGE_ENOUGH = 0.75;
    /** A file that has lost more of its rows than this is written anew even by itself. */
    private static final double LOSS = 0.3;

    private final TableMetadata metadata;
    private final TableVersion head;
    private final long targetBytes;

    Compactions(TableMetadata metadata, TableVersion head, long targetBytes) {
        this.metadata = metadata;
        this.head = head;
        this.targetBytes = targetBytes;
    }

    List<Compaction> find(String runId) {
        List<Compaction> found = new ArrayList<>();
        for (List<LiveFile> partition : partitions()) {
            for (List<LiveFile> group : groups(partition)) {
                found.add(new Compaction(
                        head,
                        Reading.of(metadata, group, head.columns()),
                        new StageRequest(
                                head.table(), runId, head.shape(), head.partition(), Map.of(), Scope.INCREMENT)));
            }
        }
        return found;
    }

    /** Files that lie together once what is constant for a run is no part of the layout; others stand alone by their spec. */
    private Collection<List<LiveFile>> partitions() {
        Map<List<Object>, List<LiveFile>> partitions = new LinkedHashMap<>();
        for (LiveFile file : LiveFile.in(metadata, head.id())) {
            partitions
                    .computeIfAbsent(partition(file), values -> new ArrayList<>())
                    .add(file);
        }
        return partitions.values();
    }

    private List<Object> partition(LiveFile file) {
        List<Object> values = new ArrayList<>();
        for (PartitionField field : head.partition()) {
            int place = PartitionPart.of(metadata.schema(), field).placeIn(file.spec());
            if (place < 0) {
                return List.of(
                        "laid out otherwise",
                        file.spec().specId(),
                        String.valueOf(file.file().partition()));
            }
            values.add(String.valueOf(file.file().partition().get(place, Object.class)));
        }
        return values;
    }

    private List<List<LiveFile>> groups(List<LiveFile> partition) {
        List<List<LiveFile>> groups = new ArrayList<>();
        List<LiveFile> group = new ArrayList<>();
        long bytes = 0;
        for (LiveFile file : partition) {
            if (!isSmall(file) && !isWorn(file)) {
                continue;
            }
            if (bytes + file.file().fileSizeInBytes() > targetBytes) {
                addIfWorthwhile(group, groups);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(file);
            bytes += file.file().fileSizeInBytes();
        }
        addIfWorthwhile(group, groups);
        return groups;
    }

    private static void addIfWorthwhile(List<LiveFile> group, List<List<LiveFile>> groups) {
        if (group.size() > 1 || group.stream().anyMatch(Compactions::isWorn)) {
            groups.add(group);
        }
    }

    private boolean isSmall(LiveFile file) {
        return file.file().fileSizeInBytes() < targetBytes * LARGE_ENOUGH;
    }

    private static boolean isWorn(LiveFile file) {
        return file.vector()
                .map(vector -> vector.recordCount() > LOSS * file.file().recordCount())
                .orElse(false);
    }
}
