package dev.levada.store.lake.commit;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.lake.table.Fork;
import dev.levada.store.lake.table.Versions;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/**
 * What a quarantine is to do after its table was set to another snapshot.
 *
 * @param at the table's snapshot
 * @param from where the quarantine was then; empty if it had nothing
 * @param to where it is to be; empty if it had nothing yet
 */
public record Follow(long at, Optional<Long> from, Optional<Long> to) {
    private static final String NONE = "none";

    /** Reads what {@link #text} wrote. */
    static Follow parse(String text) {
        String[] parts = text.split(":");
        return new Follow(Long.parseLong(parts[0]), snapshot(parts[1]), snapshot(parts[2]));
    }

    private static Optional<Long> snapshot(String text) {
        return text.equals(NONE) ? Optional.empty() : Optional.of(Long.valueOf(text));
    }

    /** As the table's commit says it. */
    String text() {
        return at + ":" + text(from) + ":" + text(to);
    }

    private static String text(Optional<Long> snapshot) {
        return snapshot.map(String::valueOf).orElse(NONE);
    }

    /**
     * What it is to do; empty if it is where it is to be.
     *
     * @throws LevadaException with code {@code store.version} if it cannot, because it has forgotten too much
     */
    static Optional<Follow> of(AssetName table, Snapshot target, Fork fork, TableMetadata quarantine) {
        Optional<Long> from = Optional.ofNullable(quarantine.currentSnapshot()).map(Snapshot::snapshotId);
        Optional<Long> again = lastChange(table, fork.redone(), quarantine);
        if (again.isPresent()) {
            return Optional.of(new Follow(target.snapshotId(), from, again));
        }
        return firstOf(runs(fork.undone()), quarantine).map(first -> {
            Long before = first.parentId();
            if (before != null && quarantine.snapshot(before) == null) {
                throw gone(table, "its version " + before);
            }
            return new Follow(target.snapshotId(), from, Optional.ofNullable(before));
        });
    }

    private static Optional<Long> lastChange(AssetName table, List<Snapshot> newestFirst, TableMetadata quarantine) {
        return newestFirst.stream()
                .filter(Follow::changesQuarantine)
                .findFirst()
                .map(commit -> changes(commit, quarantine)
                        .map(Snapshot::snapshotId)
                        .findFirst()
                        .orElseThrow(
                                () -> gone(table, "what run " + commit.summary().get(Facts.RUN_ID) + " left there")));
    }

    private static boolean changesQuarantine(Snapshot commit) {
        return commit.summary().containsKey(Facts.QUARANTINE);
    }

    private static LevadaException gone(AssetName table, String what) {
        return new LevadaException(
                "store.version",
                Blame.PROJECT,
                table + " cannot be set to that version, because its quarantine could not follow: " + what
                        + " has expired.");
    }

    /** The oldest commit that some runs made to a table. */
    private static Optional<Snapshot> firstOf(Set<String> runs, TableMetadata metadata) {
        return Versions.lineage(metadata, metadata.currentSnapshot()).stream()
                .filter(snapshot -> runs.contains(snapshot.summary().getOrDefault(Facts.RUN_ID, "")))
                .reduce((newer, older) -> older);
    }

    private static Set<String> runs(Collection<Snapshot> snapshots) {
        Set<String> runs = new HashSet<>();
        for (Snapshot snapshot : snapshots) {
            Optional.ofNullable(snapshot.summary().get(Facts.RUN_ID)).ifPresent(runs::add);
        }
        return runs;
    }

    /** The commit of a quarantine that it goes back to with its table, if that goes back behind some of its commits. */
    public static Optional<Snapshot> before(Collection<Snapshot> commits, TableMetadata quarantine) {
        return firstOf(runs(commits), quarantine)
                .flatMap(first -> Optional.ofNullable(first.parentId()))
                .flatMap(before -> Optional.ofNullable(quarantine.snapshot(before)));
    }

    /** What a commit of the table changed in its quarantine. */
    public static Stream<Snapshot> changes(Snapshot commit, TableMetadata quarantine) {
        return changesQuarantine(commit)
                ? Versions.everCommittedBy(quarantine, commit.summary().getOrDefault(Facts.RUN_ID, "")).stream()
                : Stream.empty();
    }
}
