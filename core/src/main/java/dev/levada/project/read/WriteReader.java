package dev.levada.project.read;

import static dev.levada.contract.WriteMode.APPEND;
import static dev.levada.contract.WriteMode.INSERT_ONLY;
import static dev.levada.contract.WriteMode.SCD2;
import static dev.levada.contract.WriteMode.SCD3;
import static dev.levada.contract.WriteMode.UPSERT;

import dev.levada.contract.Deletes;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.project.read.Value.Group;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads how an asset's rows are written. */
final class WriteReader {
    private final AssetSql sql;
    private final Problems problems;

    WriteReader(AssetSql sql, Problems problems) {
        this.sql = sql;
        this.problems = problems;
    }

    /** What cannot be read, or contradicts itself, is left out after a problem was told. */
    Write read(Group asset) {
        Group write = asset.group("write").orElseGet(() -> Group.empty(asset.position()));
        List<PartitionField> partition = new PartitionReader(problems).read(write.many("partition"));
        Optional<WriteMode> mode = write.text("mode").map(word -> WriteMode.valueOf(Words.constant(word)));
        if (mode.isEmpty() && write.gives("mode")) {
            // In which mode the rest should make sense is not known; a key for duplicates does in any.
            write.group("dedup").filter(dedup -> dedup.gives("by")).ifPresent(new DedupReader(problems)::ofRows);
            return new Write(WriteMode.OVERWRITE, partition, Optional.empty());
        }
        return read(write, mode.orElse(WriteMode.OVERWRITE), partition);
    }

    private Write read(Group write, WriteMode mode, List<PartitionField> partition) {
        demandFitting(write, mode);
        if (mode == WriteMode.OVERWRITE_PARTITIONS && !write.gives("partition")) {
            problems.add(
                    write.position(),
                    "missing-key",
                    "The mode 'overwrite_partitions' needs 'write.partition': which partitions there are.");
        }
        DedupReader dedup = new DedupReader(problems);
        if (!mode.isKeyed()) {
            return new Write(mode, partition, write.group("dedup").flatMap(dedup::ofRows));
        }
        Optional<String> deleteWhen = write.single("delete_when").flatMap(sql::condition);
        Deletes deletes = new Deletes(deleteWhen, missing(write));
        Optional<Versions> versions =
                mode == SCD2 ? Optional.of(new VersionsReader(problems).read(write, deletes.when())) : Optional.empty();
        Map<String, String> previous = mode == SCD3 ? previous(write) : Map.of();
        List<String> key = key(write, mode);
        if (key.isEmpty()) {
            return new Write(WriteMode.OVERWRITE, partition, Optional.empty());
        }
        return new Write(
                mode,
                partition,
                Optional.of(dedup.ofKey(write.group("dedup"), mode, key, versions.flatMap(Versions::updatedAt))),
                key,
                deletes,
                versions,
                previous);
    }

    private List<String> key(Group write, WriteMode mode) {
        List<String> key = write.many("key").texts();
        if (key.isEmpty()) {
            problems.add(
                    write.keyPosition("key"),
                    "missing-key",
                    "The mode '" + mode.word() + "' needs 'write.key': the columns that tell rows apart.");
        }
        Set<String> seen = new HashSet<>();
        write.many("key").items().forEach(column -> {
            String name = String.valueOf(column.plain());
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                problems.add(
                        column.position(), "duplicate-column", "'write.key' names the column '" + name + "' twice.");
            }
        });
        return key;
    }

    private static Deletes.Missing missing(Group write) {
        return write.text("delete_missing")
                .map(word -> Deletes.Missing.valueOf(Words.constant(word)))
                .orElse(Deletes.Missing.KEEP);
    }

    private Map<String, String> previous(Group write) {
        Group columns = write.group("scd3").orElseGet(() -> Group.empty(write.position()));
        if (columns.keys().isEmpty()) {
            problems.add(
                    write.keyPosition("scd3"),
                    "missing-key",
                    "The mode 'scd3' needs 'write.scd3': the columns whose previous value is kept, each with the name of"
                            + " the column that it is kept in.");
        }
        Map<String, String> previous = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        columns.values().forEach((column, kept) -> {
            String name = String.valueOf(kept.plain());
            previous.put(column, name);
            if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                problems.add(kept.position(), "duplicate-column", "'write.scd3' keeps two columns in '" + name + "'.");
            }
            write.many("key").texts().stream()
                    .filter(column::equalsIgnoreCase)
                    .forEach(part -> problems.add(
                            columns.keyPosition(column),
                            "contradiction",
                            "'write.scd3' names '" + part + "', which is part of the key and so never changes."));
        });
        return previous;
    }

    private void demandFitting(Group write, WriteMode mode) {
        demand(write, "key", EnumSet.of(UPSERT, INSERT_ONLY, SCD2, SCD3), mode);
        demand(write, "delete_when", EnumSet.of(UPSERT, SCD2, SCD3), mode);
        demand(write, "delete_missing", EnumSet.of(UPSERT, SCD3), mode);
        demand(write, "scd2", EnumSet.of(SCD2), mode);
        demand(write, "scd3", EnumSet.of(SCD3), mode);
        write.group("dedup").ifPresent(dedup -> {
            if (dedup.gives("window") && mode != APPEND) {
                misplaced(dedup, "window", "write.dedup.window", EnumSet.of(APPEND), mode);
            }
        });
    }

    private void demand(Group write, String key, Set<WriteMode> modes, WriteMode mode) {
        if (write.gives(key) && !modes.contains(mode)) {
            misplaced(write, key, "write." + key, modes, mode);
        }
    }

    private void misplaced(Group group, String key, String path, Set<WriteMode> modes, WriteMode mode) {
        List<String> words = modes.stream().map(WriteMode::word).toList();
        problems.add(
                group.keyPosition(key),
                "misplaced-key",
                "'" + path + "' belongs to the mode" + (words.size() == 1 ? " " : "s ") + String.join(", ", words)
                        + ", but the mode is '" + mode.word() + "'." + instead(key, mode));
    }

    /** What somebody may have meant who gave a setting in another mode than its own. */
    private static String instead(String key, WriteMode mode) {
        if (key.equals("key") && mode == APPEND) {
            return " Duplicates are told apart by 'write.dedup.by'.";
        }
        return key.equals("delete_missing") && mode == SCD2
                ? " There, 'write.scd2.hard_deletes' says what becomes of a missing row."
                : "";
    }
}
