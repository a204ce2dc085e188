package dev.levada.contract;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an asset's rows are written.
 *
 * @param dedup which of several new rows with the same key is kept; always there when the mode is keyed
 * @param key the columns that tell rows apart; empty unless the mode is keyed
 * @param deletes how rows are taken out
 * @param versions how versions of a row are kept; there if and only if the mode is {@code SCD2}
 * @param previous the columns whose previous value is kept, with the column that it is kept in; empty unless the mode is
 *     {@code SCD3}
 */
public record Write(
        WriteMode mode,
        List<PartitionField> partition,
        Optional<Dedup> dedup,
        List<String> key,
        Deletes deletes,
        Optional<Versions> versions,
        Map<String, String> previous) {
    public Write {
        partition = List.copyOf(partition);
        key = List.copyOf(key);
        previous = Collections.unmodifiableMap(new TreeMap<>(previous));
        if (mode.isKeyed() && (key.isEmpty() || dedup.isEmpty())) {
            throw new IllegalArgumentException(mode + " without a key, or without an order among rows of one key");
        }
        if ((mode == WriteMode.SCD2) != versions.isPresent()) {
            throw new IllegalArgumentException(mode + " with versions: " + versions);
        }
    }

    /** Without a key. */
    public Write(WriteMode mode, List<PartitionField> partition, Optional<Dedup> dedup) {
        this(mode, partition, dedup, List.of(), Deletes.NONE, Optional.empty(), Map.of());
    }

    /** Whether new rows meet old ones one by one, so that what was read before need not be read again. */
    public boolean isIncremental() {
        return (mode == WriteMode.APPEND || mode.isKeyed()) && !needsWholeSource();
    }

    /** Whether a row that is not among the new ones counts as deleted at the source, so that all of it must be read. */
    public boolean needsWholeSource() {
        return deletes.missing() != Deletes.Missing.KEEP
                || versions.filter(kept -> kept.hardDeletes() != Versions.HardDeletes.IGNORE)
                                .isPresent()
                        && deletes.when().isEmpty();
    }
}
