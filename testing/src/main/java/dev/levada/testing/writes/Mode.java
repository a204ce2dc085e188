package dev.levada.testing.writes;

import dev.levada.contract.Dedup;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A write mode: what becomes of a table when a batch is written to it. */
public interface Mode {

    /**
     * Writes a batch.
     *
     * @throws IllegalArgumentException if a key is null, or {@code updated_at} is
     */
    Written write(List<Row> stored, Incoming incoming);

    /**
     * The mode that an asset asks for.
     *
     * @param deleted what its {@code delete_when} says, since a model understands no SQL
     */
    static Mode of(Write write, Predicate<Row> deleted) {
        Optional<Duplicates> duplicates = write.dedup().map(Duplicates::new);
        return switch (write.mode()) {
            case OVERWRITE -> new Overwrite(duplicates);
            case APPEND -> new Append(write.dedup());
            case OVERWRITE_PARTITIONS ->
                new OverwritePartitions(
                        duplicates,
                        write.partition().stream().map(PartitionField::column).toList());
            case INSERT_ONLY -> new InsertOnly(write.key(), keyed(write, write.key()));
            case UPSERT, SCD3 -> new Upsert(write, keyed(write, write.key()), deleted);
            case SCD2 -> new Scd2(write, write.versions().orElseThrow(), deleted);
        };
    }

    /** Duplicates are told by the key, whatever {@code by} says. */
    static Duplicates keyed(Write write, List<String> by) {
        Dedup dedup = write.dedup().orElseThrow();
        return new Duplicates(new Dedup(by, dedup.keep(), dedup.order()));
    }
}
