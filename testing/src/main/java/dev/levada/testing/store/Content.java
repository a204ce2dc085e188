package dev.levada.testing.store;

import dev.levada.contract.WriteMode;
import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.WrittenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The files of one state of a table. */
record Content(List<WrittenFile> files, Map<String, Positions> removed, Set<String> constants) {
    static final Content EMPTY = new Content(List.of(), Map.of(), Set.of());

    Content {
        files = List.copyOf(files);
        removed = Map.copyOf(removed);
        constants = Set.copyOf(constants);
    }

    Content with(Staged staged, WriteMode mode) {
        List<WrittenFile> all = new ArrayList<>(kept(staged, mode));
        Set<String> paths = all.stream().map(WrittenFile::path).collect(Collectors.toSet());
        all.addAll(staged.files());
        Map<String, Positions> gone = new TreeMap<>(removed);
        gone.keySet().retainAll(paths);
        gone.putAll(staged.removed());
        Set<String> absent = new TreeSet<>(constants);
        absent.addAll(staged.staging().constants().keySet());
        return new Content(all, gone, absent);
    }

    private List<WrittenFile> kept(Staged staged, WriteMode mode) {
        Set<Map<String, Optional<String>>> touched =
                staged.files().stream().map(WrittenFile::partition).collect(Collectors.toSet());
        return switch (mode) {
            case OVERWRITE -> List.of();
            case APPEND, UPSERT, INSERT_ONLY, SCD2, SCD3 -> files;
            case OVERWRITE_PARTITIONS ->
                files.stream()
                        .filter(file -> !touched.contains(file.partition()))
                        .toList();
        };
    }

    Content without(Map<String, Positions> places) {
        Map<String, Positions> gone = new TreeMap<>(removed);
        places.forEach((path, more) -> gone.merge(path, more, Positions::plus));
        List<WrittenFile> left = files.stream()
                .filter(file -> gone.getOrDefault(file.path(), Positions.of()).count() < file.rows())
                .toList();
        gone.keySet().retainAll(left.stream().map(WrittenFile::path).collect(Collectors.toSet()));
        return new Content(left, gone, constants);
    }

    long bytes() {
        return files.stream().mapToLong(WrittenFile::bytes).sum();
    }

    TableScan scan(List<StoredColumn> columns) {
        List<DataFile> read = files.stream()
                .map(file -> new DataFile(file.path(), file.rows(), file.bytes()))
                .toList();
        return new TableScan(columns, read, removed, List.copyOf(new TreeSet<>(constants)), TableScan.Matching.BY_ID);
    }
}
