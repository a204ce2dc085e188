package dev.levada.testing.store;

import dev.levada.contract.PartitionField;
import dev.levada.contract.WriteMode;
import dev.levada.store.Facts;
import dev.levada.store.Staged;
import dev.levada.store.TableVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether others committed nothing that meets what was staged. */
record Rebase(Staged staged, WriteMode mode, Version head) {

    boolean isSafeFrom(TableVersion base) {
        Optional<List<Version>> others = head.since(base.id());
        return others.isPresent()
                && head.version().columns().equals(base.columns())
                && head.version().partition().equals(base.partition())
                && others.get().stream().allMatch(this::isHarmless);
    }

    private Set<String> replaced() {
        Set<String> paths = new HashSet<>(staged.replaced().files());
        paths.addAll(staged.replaced().rows().keySet());
        return paths;
    }

    private boolean isHarmless(Version other) {
        if (other.version().facts().containsKey(Facts.CHECKPOINT)) {
            return false;
        }
        Set<String> touched = Stream.of(other.removed(), other.thinned())
                .flatMap(List::stream)
                .map(StoredFile::path)
                .collect(Collectors.toSet());
        return other.touched().isEmpty()
                || replaced().stream().noneMatch(touched::contains) && isApart(other, touched.isEmpty());
    }

    private boolean isApart(Version other, boolean onlyAdds) {
        return switch (mode) {
            case OVERWRITE, UPSERT, INSERT_ONLY, SCD2, SCD3 -> false;
            case APPEND -> replaced().isEmpty() ? onlyAdds : other.added().isEmpty();
            case OVERWRITE_PARTITIONS ->
                other.touched().stream().noneMatch(file -> partitions(other).contains(file.partition()));
        };
    }

    private Set<Set<Map.Entry<PartitionField, Optional<String>>>> partitions(Version other) {
        Stream<StoredFile> old = other.before().stream()
                .flatMap(before -> before.content().files().stream())
                .filter(file -> replaced().contains(file.path()));
        return Stream.concat(StoredFile.of(staged.files(), staged.staging()).stream(), old)
                .map(StoredFile::partition)
                .collect(Collectors.toSet());
    }
}
