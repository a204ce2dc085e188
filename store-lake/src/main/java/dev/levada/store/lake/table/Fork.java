package dev.levada.store.lake.table;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two snapshots of a table, one of which is the newest.
 *
 * @param undone the snapshots that led to the newest and not to the other, the newest first
 * @param redone those that led to the other and not to the newest, likewise
 */
public record Fork(List<Snapshot> undone, List<Snapshot> redone) {
    public Fork {
        undone = List.copyOf(undone);
        redone = List.copyOf(redone);
    }

    /** What lies between the newest snapshot and another; empty if that is not known because some of it was expired. */
    public static Optional<Fork> to(Snapshot other, TableMetadata metadata) {
        List<Snapshot> left = Versions.lineage(metadata, metadata.currentSnapshot());
        List<Snapshot> right = Versions.lineage(metadata, other);
        int ofLeft = firstOf(left, right);
        int ofRight = firstOf(right, left);
        boolean meet = ofLeft < left.size() || Objects.equals(before(left), before(right));
        return meet ? Optional.of(new Fork(left.subList(0, ofLeft), right.subList(0, ofRight))) : Optional.empty();
    }

    /** The place of the first snapshot that is among others too. */
    private static int firstOf(List<Snapshot> snapshots, List<Snapshot> others) {
        Set<Snapshot> known = new HashSet<>(others);
        int place = 0;
        while (place < snapshots.size() && !known.contains(snapshots.get(place))) {
            place++;
        }
        return place;
    }

    /** The snapshot before the oldest of some. */
    private static @Nullable Long before(List<Snapshot> snapshots) {
        return snapshots.isEmpty() ? null : snapshots.get(snapshots.size() - 1).parentId();
    }
}
