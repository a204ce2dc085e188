package dev.levada.project.read;

import dev.levada.contract.Dedup;
import dev.levada.contract.WriteMode;
import dev.levada.project.read.Value.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads which of several rows with the same key is kept. */
final class DedupReader {
    private final Problems problems;

    DedupReader(Problems problems) {
        this.problems = problems;
    }

    /** In a mode in which rows have no key but the one that is said here. */
    Optional<Dedup> ofRows(Group group) {
        List<String> by = group.many("by").texts();
        if (by.isEmpty()) {
            problems.add(
                    group.keyPosition("by"),
                    "missing-key",
                    group.gives("by")
                            ? "'write.dedup.by' needs at least one column."
                            : "'write.dedup' needs 'by': The key's columns.");
            return Optional.empty();
        }
        Optional<Duration> window = group.plain("window", Duration.class);
        if (window.isPresent() && !group.gives("order")) {
            problems.add(
                    group.keyPosition("window"),
                    "missing-key",
                    "'write.dedup.window' needs 'order': the column by which rows are how far apart.");
        }
        return Optional.of(new Dedup(by, keep(group), group.text("order"), window));
    }

    /**
     * In a mode in which rows have a key.
     *
     * @param updatedAt a column whose values tell rows of one key apart; empty if there is one row for each key
     */
    Dedup ofKey(Optional<Group> given, WriteMode mode, List<String> key, Optional<String> updatedAt) {
        List<String> by = new ArrayList<>(key);
        updatedAt
                .filter(column -> !lower(key).contains(column.toLowerCase(Locale.ROOT)))
                .ifPresent(by::add);
        given.ifPresent(group -> {
            if (group.gives("by") && !lower(group.many("by").texts()).equals(lower(key))) {
                problems.add(
                        group.keyPosition("by"),
                        "contradiction",
                        "In the mode '" + mode.word()
                                + "' rows are told apart by 'write.key'; leave 'write.dedup.by' out.");
            }
        });
        return new Dedup(by, given.map(DedupReader::keep).orElse(Dedup.Keep.LAST), given.flatMap(g -> g.text("order")));
    }

    private static Dedup.Keep keep(Group group) {
        return group.text("keep")
                .map(word -> Dedup.Keep.valueOf(Words.constant(word)))
                .orElse(Dedup.Keep.LAST);
    }

    private static Set<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
