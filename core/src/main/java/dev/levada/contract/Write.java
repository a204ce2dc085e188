package dev.levada.contract;

import java.util.List;
import java.util.Optional;

/** How an asset's rows are written. */
public record Write(WriteMode mode, List<PartitionField> partition, Optional<Dedup> dedup) {
    public Write {
        partition = List.copyOf(partition);
    }
}
