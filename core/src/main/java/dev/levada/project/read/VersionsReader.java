package dev.levada.project.read;

import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.project.read.Value.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads how versions of a row are kept. */
final class VersionsReader {
    private final Problems problems;

    VersionsReader(Problems problems) {
        this.problems = problems;
    }

    /** @param deleteWhen the condition under which a row says that its key was deleted */
    Versions read(Group write, Optional<String> deleteWhen) {
        Group group = write.group("scd2").orElseGet(() -> Group.empty(write.position()));
        HardDeletes hardDeletes = group.text("hard_deletes")
                .map(word -> HardDeletes.valueOf(Words.constant(word)))
                .orElse(HardDeletes.IGNORE);
        Versions versions = new Versions(
                group.text("updated_at"),
                group.many("track").texts(),
                group.text("valid_from").orElse("valid_from"),
                group.text("valid_to").orElse("valid_to"),
                group.text("open_end"),
                hardDeletes,
                group.text("is_deleted").orElse("_is_deleted"));
        demandDistinct(group, versions);
        if (group.gives("is_deleted") && hardDeletes != HardDeletes.NEW_RECORD) {
            problems.add(
                    group.keyPosition("is_deleted"),
                    "contradiction",
                    "'write.scd2.is_deleted' names a column that only 'hard_deletes: new_record' keeps.");
        }
        if (deleteWhen.isPresent() && hardDeletes == HardDeletes.IGNORE) {
            problems.add(
                    write.keyPosition("delete_when"),
                    "contradiction",
                    "'write.delete_when' says which keys are deleted, but 'write.scd2.hard_deletes' ignores that: make it"
                            + " 'invalidate' or 'new_record'.");
        }
        return versions;
    }

    private void demandDistinct(Group group, Versions versions) {
        List<String> names = new ArrayList<>(List.of(versions.validFrom(), versions.validTo()));
        if (versions.hardDeletes() == HardDeletes.NEW_RECORD) {
            names.add(versions.isDeleted());
        }
        long distinct = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (distinct < names.size()) {
            problems.add(
                    group.position(),
                    "duplicate-column",
                    "'write.scd2' gives two of the columns that it adds the same name: " + String.join(", ", names)
                            + ".");
        }
    }
}
