package dev.levada.project.read;

import dev.levada.contract.Dedup;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.project.read.Value.Group;
import java.util.List;
import java.util.Optional;

/** Reads how an asset's rows are written. */
final class WriteReader {
    private final Problems problems;

    WriteReader(Problems problems) {
        this.problems = problems;
    }

    Write read(Group asset) {
        Group write = asset.group("write").orElseGet(() -> Group.empty(asset.position()));
        WriteMode mode = write.text("mode")
                .map(word -> WriteMode.valueOf(Words.constant(word)))
                .orElse(WriteMode.OVERWRITE);
        List<PartitionField> partition = new PartitionReader(problems).read(write.many("partition"));
        if (mode == WriteMode.OVERWRITE_PARTITIONS && !write.gives("partition")) {
            problems.add(
                    write.position(),
                    "missing-key",
                    "The mode 'overwrite_partitions' needs 'write.partition': which partitions there are.");
        }
        return new Write(mode, partition, write.group("dedup").flatMap(this::dedup));
    }

    private Optional<Dedup> dedup(Group group) {
        List<String> by = group.many("by").texts();
        if (by.isEmpty()) {
            if (group.gives("by")) {
                problems.add(group.keyPosition("by"), "missing-key", "'write.dedup.by' needs at least one column.");
            }
            return Optional.empty();
        }
        Dedup.Keep keep = group.text("keep")
                .map(word -> Dedup.Keep.valueOf(Words.constant(word)))
                .orElse(Dedup.Keep.LAST);
        return Optional.of(new Dedup(by, keep, group.text("order")));
    }
}
