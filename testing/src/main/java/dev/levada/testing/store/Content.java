package dev.levada.testing.store;

import dev.levada.contract.PartitionField;
import dev.levada.contract.WriteMode;
import dev.levada.project.Interval;
import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The files of one state of a table. */
record Content(List<StoredFile> files, Map<String, Positions> removed, Set<String> constants) {
    static final Content EMPTY = new Content(List.of(), Map.of(), Set.of());

    Content {
        files = List.copyOf(files);
        removed = Map.copyOf(removed);
        constants = Set.copyOf(constants);
    }

    Content with(Staged staged, WriteMode mode) {
        demandKnown(staged.replaced());
        Content kept = new Content(kept(staged, mode), removed, constants).without(staged.replaced());
        List<StoredFile> all = new ArrayList<>(kept.files);
        all.addAll(StoredFile.of(staged.files(), staged.staging()));
        Map<String, Positions> gone = new TreeMap<>(kept.removed);
        gone.putAll(staged.removed());
        Set<String> absent = new TreeSet<>(constants);
        absent.addAll(staged.staging().constants().keySet());
        return new Content(all, gone, absent);
    }

    private void demandKnown(Replaced rows) {
        Set<String> unknown = new HashSet<>(rows.files());
        unknown.addAll(rows.rows().keySet());
        unknown.removeAll(paths());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("rows to be replaced in files that are not there: " + unknown);
        }
    }

    private List<StoredFile> kept(Staged staged, WriteMode mode) {
        Set<Set<Map.Entry<PartitionField, Optional<String>>>> touched =
                StoredFile.of(staged.files(), staged.staging()).stream()
                        .map(StoredFile::partition)
                        .collect(Collectors.toSet());
        return switch (mode) {
            case OVERWRITE -> List.of();
            case APPEND, UPSERT, INSERT_ONLY, SCD2, SCD3 -> files;
            case OVERWRITE_PARTITIONS ->
                files.stream()
                        .filter(file -> !touched.contains(file.partition()))
                        .toList();
        };
    }

    Content without(Replaced rows) {
        Map<String, Positions> gone = new TreeMap<>(removed);
        rows.rows().forEach((path, more) -> gone.merge(path, more, Positions::plus));
        List<StoredFile> left = files.stream()
                .filter(file -> !rows.files().contains(file.path()))
                .filter(file -> !rows.rows().containsKey(file.path())
                        || gone.getOrDefault(file.path(), Positions.of()).count()
                                < file.written().rows())
                .toList();
        Content content = new Content(left, gone, constants);
        gone.keySet().retainAll(content.paths());
        return new Content(left, gone, constants);
    }

    Set<String> paths() {
        return files.stream().map(StoredFile::path).collect(Collectors.toSet());
    }

    Positions removed(String path) {
        return removed.getOrDefault(path, Positions.of());
    }

    /** What may have rows with a time in a range. */
    Content in(String timeColumn, Interval range) {
        List<StoredFile> left = files.stream()
                .filter(file -> file.times(timeColumn)
                        .map(times -> times.stream().anyMatch(range::overlaps))
                        .orElse(true))
                .toList();
        Map<String, Positions> gone = new TreeMap<>(removed);
        gone.keySet().retainAll(new Content(left, gone, constants).paths());
        return new Content(left, gone, constants);
    }

    long bytes() {
        return files.stream().mapToLong(file -> file.written().bytes()).sum();
    }

    TableScan scan(List<StoredColumn> columns) {
        List<DataFile> read = files.stream()
                .map(StoredFile::written)
                .map(file -> new DataFile(file.path(), file.rows(), file.bytes()))
                .toList();
        return new TableScan(columns, read, removed, List.copyOf(new TreeSet<>(constants)), TableScan.Matching.BY_ID);
    }
}
