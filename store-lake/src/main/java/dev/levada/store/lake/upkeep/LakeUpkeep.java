package dev.levada.store.lake.upkeep;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.Compaction;
import dev.levada.store.Facts;
import dev.levada.store.Orphan;
import dev.levada.store.PastCommit;
import dev.levada.store.Retention;
import dev.levada.store.Staged;
import dev.levada.store.TableVersion;
import dev.levada.store.Upkeep;
import dev.levada.store.lake.commit.Quarantines;
import dev.levada.store.lake.commit.Rewriter;
import dev.levada.store.lake.commit.Rollbacks;
import dev.levada.store.lake.table.CommitLog;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/** Looks after the tables of a lake. */
public final class LakeUpkeep implements Upkeep {
    private static final int SHOWN = 20;

    private final LakeCatalog catalog;
    private final Quarantines quarantines;

    public LakeUpkeep(LakeCatalog catalog, Quarantines quarantines) {
        this.catalog = catalog;
        this.quarantines = quarantines;
    }

    @Override
    public List<PastCommit> history(AssetName table) {
        return Failures.translated(
                table,
                () -> quarantines
                        .settled(table)
                        .map(metadata -> new CommitLog(catalog.table(table), metadata, Optional.empty()).history())
                        .orElse(List.of()));
    }

    @Override
    public TableVersion rollback(AssetName table, long version) {
        return Failures.translated(
                table,
                () -> rollback(
                        table, "Version " + version, metadata -> Optional.ofNullable(metadata.snapshot(version))));
    }

    @Override
    public TableVersion rollbackBefore(AssetName table, Instant moment) {
        return Failures.translated(
                table,
                () -> rollback(
                        table,
                        "A version from before " + moment,
                        metadata -> Versions.lineage(metadata, metadata.currentSnapshot()).stream()
                                .filter(each -> each.timestampMillis() < moment.toEpochMilli())
                                .findFirst()));
    }

    private TableVersion rollback(AssetName table, String what, Function<TableMetadata, Optional<Snapshot>> wanted) {
        if (Versions.owner(table).isPresent()) {
            throw new IllegalArgumentException(table + " goes back with its table, and not by itself");
        }
        TableMetadata metadata = quarantines.settled(table).orElseThrow(() -> gone(table, what, List.of()));
        Snapshot target = wanted.apply(metadata)
                .orElseThrow(() -> gone(table, what, Versions.lineage(metadata, metadata.currentSnapshot())));
        if (!target.equals(metadata.currentSnapshot())) {
            new Rollbacks(catalog).rollback(table, target);
        }
        return catalog.metadata(table)
                .map(now -> Versions.of(catalog.table(table), now, target))
                .orElseThrow();
    }

    private static LevadaException gone(AssetName table, String what, List<Snapshot> lineage) {
        String there = lineage.stream()
                .limit(SHOWN)
                .map(LakeUpkeep::described)
                .collect(Collectors.joining("\n  ", "\n  ", ""));
        String more = lineage.size() > SHOWN ? "\n  and " + (lineage.size() - SHOWN) + " older ones" : "";
        return new LevadaException(
                "store.version",
                Blame.PROJECT,
                what + " is none that " + table + " can be set to. "
                        + (lineage.isEmpty() ? "It was never made." : "It has:" + there + more));
    }

    private static String described(Snapshot snapshot) {
        String run = Optional.ofNullable(snapshot.summary().get(Facts.RUN_ID))
                .map(id -> " by run " + id)
                .orElse("");
        return snapshot.snapshotId() + " of " + Instant.ofEpochMilli(snapshot.timestampMillis()) + run;
    }

    @Override
    public int expire(AssetName table, Retention retention) {
        return Failures.translated(
                table,
                () -> quarantines
                        .settled(table)
                        .map(metadata -> new Expiry(catalog, table, retention).expire())
                        .orElse(0));
    }

    @Override
    public List<Orphan> orphans(AssetName table, Instant before, Set<String> unfinished) {
        return Failures.translated(table, () -> orphans(table).find(before, unfinished));
    }

    @Override
    public List<Orphan> removeOrphans(AssetName table, Instant before, Set<String> unfinished) {
        return Failures.translated(table, () -> orphans(table).remove(before, unfinished));
    }

    /** Quarantined rows whose table has committed to them are in the quarantine before its files are looked through. */
    private Orphans orphans(AssetName table) {
        quarantines.settled(table);
        return new Orphans(catalog, catalog.table(table));
    }

    @Override
    public List<Compaction> compactable(AssetName table, String runId, long targetBytes) {
        return Failures.translated(
                table,
                () -> quarantines
                        .settled(table)
                        .flatMap(metadata -> Versions.head(catalog.table(table), metadata)
                                .map(head -> new Compactions(metadata, head, targetBytes).find(runId)))
                        .orElse(List.of()));
    }

    @Override
    public Optional<TableVersion> rewrite(Staged staged, Compaction group) {
        AssetName table = staged.staging().table();
        return Failures.translated(
                table,
                () -> new Rewriter(catalog, staged, group)
                        .rewrite()
                        .flatMap(metadata -> Versions.head(catalog.table(table), metadata)));
    }
}
