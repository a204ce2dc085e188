package dev.levada.store.lake.commit;

import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.LiveFile;
import dev.levada.store.lake.table.SideFiles;
import dev.levada.store.lake.table.Versions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what commits say about quarantine tables. The asset's commit is the one that decides; the quarantine's
 * follows with the same run id, as often as needed until it is there, and never twice.
 */
public final class Quarantines {
    private static final int TRIES = 50;
    private static final String FACT = Facts.QUARANTINE;

    private final LakeCatalog catalog;
    private final Rollbacks rollbacks;
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    public Quarantines(LakeCatalog catalog) {
        this.catalog = catalog;
        this.rollbacks = new Rollbacks(catalog);
    }

    /** Puts a change on disk and returns what the deciding commit shall say about it. */
    public static String announce(LakeTable table, String runId, QuarantineChange change) {
        return new SideFiles(table).write(runId, FACT, "json", QuarantineText.write(change));
    }

    /** A table as it is once all that commits announced is carried out. */
    public Optional<TableMetadata> settled(AssetName table) {
        Optional<AssetName> owner = Versions.owner(table);
        if (owner.isPresent()) {
            catalog.metadata(owner.get()).ifPresent(metadata -> settle(owner.get(), metadata));
            return catalog.metadata(table);
        }
        Optional<TableMetadata> metadata = catalog.metadata(table);
        metadata.ifPresent(present -> settle(table, present));
        return metadata;
    }

    /** Carries out what the newest commit of an asset announces and a crash has left undone, unless nothing can be written. */
    public void settle(AssetName asset, TableMetadata metadata) {
        if (catalog.isFrozen()) {
            return;
        }
        rollbacks.settle(asset, metadata);
        Optional<Snapshot> newest = Versions.newestOfLevada(metadata, metadata.currentSnapshot());
        String announced = newest.map(commit -> commit.summary().get(FACT)).orElse(null);
        String runId = newest.map(commit -> commit.summary().get(Facts.RUN_ID)).orElse("");
        if (announced == null || settled.contains(asset + " " + runId)) {
            return;
        }
        if (!isDone(asset, runId)) {
            String text = new SideFiles(catalog.table(asset)).read(announced);
            carryOut(asset, runId, QuarantineText.read(text));
        }
        settled.add(asset + " " + runId);
    }

    private boolean isDone(AssetName asset, String runId) {
        return catalog.metadata(asset.quarantine())
                .flatMap(metadata -> Versions.committedBy(metadata, runId))
                .isPresent();
    }

    /** Commits a change to the quarantine of an asset, on top of whatever others have committed to it. */
    public void carryOut(AssetName asset, String runId, QuarantineChange change) {
        LakeTable table = catalog.table(asset.quarantine());
        for (int attempt = 1; ; attempt++) {
            TableOperations operations = catalog.operations(table.name());
            TableMetadata base = operations.refresh();
            if (isNothingToDo(base, runId, change)) {
                return;
            }
            Commit commit = Commit.prepare(table, operations, base, change(base, runId, change), table.data());
            try {
                commit.commit(catalog);
                return;
            } catch (CommitFailedException raced) {
                commit.discard();
                if (attempt == TRIES) {
                    throw Failures.conflict(table.toString(), "others committed to it " + TRIES + " times");
                }
            }
        }
    }

    private static boolean isNothingToDo(@Nullable TableMetadata base, String runId, QuarantineChange change) {
        return base == null
                ? change.added().isEmpty()
                : Versions.committedBy(base, runId).isPresent();
    }

    private static Change change(@Nullable TableMetadata base, String runId, QuarantineChange change) {
        List<LiveFile> live = base == null || change.released().isEmpty() ? List.of() : LiveFile.in(base);
        Replacement released = Replacement.of(new Replaced(Set.of(), change.released()), live);
        Optional<Staged> added = change.added().filter(staged -> !staged.files().isEmpty());
        return new Change(added, released, Map.of(Facts.RUN_ID, runId));
    }
}
