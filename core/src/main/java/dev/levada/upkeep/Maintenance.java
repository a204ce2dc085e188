package dev.levada.upkeep;

import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.ledger.Processes;
import dev.levada.ledger.RunRecord;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.store.Compaction;
import dev.levada.store.Orphan;
import dev.levada.store.PastCommit;
import dev.levada.store.PastCommit.Standing;
import dev.levada.store.Retention;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.Upkeep;
import dev.levada.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps tables quick to read and small: writes small files as few, forgets old versions, and removes files that belong to
 * nothing. Each table by itself, while no run makes it. Used by one thread.
 */
public final class Maintenance {
    private static final String WORD = "maintain";

    private final Workspace workspace;
    private final Store store;
    private final Settings settings;

    /**
     * How much is done.
     *
     * @param keepFor versions that were the newest within this time stay
     * @param keepAtLeast so many of the newest versions stay, however old
     * @param orphansAfter files that belong to nothing are removed when they are older
     * @param targetBytes how large files should be
     */
    public record Settings(Duration keepFor, int keepAtLeast, Duration orphansAfter, long targetBytes) {}

    /** What it is about: to do it, or to say what would be done. */
    public enum Mode {
        DO,
        TELL
    }

    public Maintenance(Workspace workspace, Settings settings) {
        this.workspace = workspace;
        this.store = workspace.store();
        this.settings = settings;
    }

    /** Looks after an asset's table and its quarantine; leaves both alone if a run makes the asset, and says so. */
    public List<Maintained> of(Asset asset, Mode mode) {
        List<AssetName> tables = List.of(asset.name(), asset.name().quarantine()).stream()
                .filter(table -> store.head(table).isPresent())
                .toList();
        if (tables.isEmpty()) {
            return List.of();
        }
        if (store.upkeep(asset.name()).isEmpty()) {
            return tables.stream()
                    .map(table -> Maintained.skipped(table, size(table), "it " + Past.UNKEPT))
                    .toList();
        }
        if (mode == Mode.TELL) {
            return tables.stream().map(table -> tell(asset, table)).toList();
        }
        try (Turn turn = Turn.take(workspace, asset.name(), WORD)) {
            return tables.stream().map(table -> keep(asset, table, turn.id())).toList();
        } catch (LevadaException refused) {
            String taken = Turn.taken(refused).orElseThrow(() -> refused);
            return tables.stream()
                    .map(table -> Maintained.skipped(table, size(table), taken))
                    .toList();
        }
    }

    private Maintained tell(Asset asset, AssetName table) {
        Maintained.Size now = size(table);
        Upkeep upkeep = Past.upkeep(store, table);
        List<Compaction> groups = upkeep.compactable(table, WORD, settings.targetBytes());
        long gone =
                groups.stream().mapToLong(group -> group.scan().files().size()).sum();
        long bytes = groups.stream()
                .flatMap(group -> group.scan().files().stream())
                .mapToLong(DataFile::bytes)
                .sum();
        Maintained.Size then = new Maintained.Size(now.files() - gone + groups.size(), now.bytes());
        return new Maintained(
                table,
                Optional.empty(),
                now,
                then,
                bytes,
                expirable(asset, table),
                Maintained.Size.ofOrphans(upkeep.orphans(table, orphansBefore(), unfinished())));
    }

    private Maintained keep(Asset asset, AssetName table, String runId) {
        Maintained.Size before = size(table);
        long rewritten = compact(table, runId);
        Maintained.Size after = size(table);
        Upkeep upkeep = Past.upkeep(store, table);
        int expired = upkeep.expire(table, retention(asset, table));
        List<Orphan> orphans = upkeep.removeOrphans(table, orphansBefore(), unfinished());
        return new Maintained(
                table, Optional.empty(), before, after, rewritten, expired, Maintained.Size.ofOrphans(orphans));
    }

    /** Returns how many bytes were written anew. */
    private long compact(AssetName table, String runId) {
        long bytes = 0;
        Upkeep upkeep = Past.upkeep(store, table);
        List<Compaction> groups = upkeep.compactable(table, runId, settings.targetBytes());
        if (groups.isEmpty()) {
            return 0;
        }
        try (Session session = workspace.engine().session()) {
            for (Compaction group : groups) {
                Staged staged = write(session, group);
                if (upkeep.rewrite(staged, group).isPresent()) {
                    bytes += staged.bytes();
                } else {
                    store.discard(staged.staging());
                }
            }
        }
        return bytes;
    }

    private Staged write(Session session, Compaction group) {
        Staging staging = store.stage(group.request());
        try {
            return new Staged(staging, session.rewrite(group.scan(), staging), Map.of());
        } catch (Throwable e) {
            try {
                store.discard(staging);
            } catch (RuntimeException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    private Maintained.Size size(AssetName table) {
        List<DataFile> files = store.head(table).map(store::scan).orElseThrow().files();
        return new Maintained.Size(
                files.size(), files.stream().mapToLong(DataFile::bytes).sum());
    }

    /** What was the newest version when the time that is kept began stays too: it was read within that time. */
    private Retention retention(Asset asset, AssetName table) {
        Instant since = readSince();
        Instant committed = Past.of(store, table)
                .at(since)
                .map(commit -> commit.commit().committed())
                .orElse(since);
        Optional<String> time = table.equals(asset.name()) ? asset.time().map(EventTime::column) : Optional.empty();
        return new Retention(committed, settings.keepAtLeast(), time);
    }

    /** A run that goes on may read what was the newest version when it began. */
    private Instant readSince() {
        Instant since = workspace.clock().instant().minus(settings.keepFor());
        for (RunRecord run : workspace.ledger().unfinished()) {
            if (!Processes.isGone(run.owner()) && run.started().isBefore(since)) {
                since = run.started();
            }
        }
        return since;
    }

    private int expirable(Asset asset, AssetName table) {
        Retention retention = retention(asset, table);
        List<PastCommit> there = new ArrayList<>(Past.of(store, table).commits());
        there.removeIf(commit -> commit.standing() == Standing.EXPIRED);
        List<PastCommit> lineage = there.stream()
                .filter(commit -> commit.standing() != Standing.ROLLED_BACK)
                .toList();
        Set<Long> newest = lineage.stream()
                .limit(retention.atLeast())
                .map(commit -> commit.commit().id())
                .collect(Collectors.toSet());
        return (int) there.stream()
                .filter(commit -> commit.commit().committed().isBefore(retention.since()))
                .filter(commit -> !newest.contains(commit.commit().id()))
                .count();
    }

    private Instant orphansBefore() {
        return workspace.clock().instant().minus(settings.orphansAfter());
    }

    private Set<String> unfinished() {
        return workspace.ledger().unfinished().stream()
                .filter(run -> !Processes.isGone(run.owner()))
                .map(RunRecord::runId)
                .collect(Collectors.toSet());
    }
}
