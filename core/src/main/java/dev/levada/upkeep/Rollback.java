package dev.levada.upkeep;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.store.PastCommit;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What it means to set a table to another of its versions, decided before anything is changed: to go back to an older one, or
 * to one that was rolled back.
 *
 * @param from the newest version
 * @param to the version that shall be the newest again
 * @param undone the commits that the table loses, the newest first
 * @param redone the commits that were rolled back and come back, the newest first
 */
public record Rollback(
        Asset asset, TableVersion from, TableVersion to, List<PastCommit> undone, List<PastCommit> redone) {
    public Rollback {
        undone = List.copyOf(undone);
        redone = List.copyOf(redone);
    }

    /**
     * Looks what it would mean.
     *
     * @param to empty for the version before the last change
     * @throws LevadaException with code {@code store.version} if there is no such version, or it has expired, or something that
     *     led to it
     */
    public static Rollback of(Workspace workspace, Asset asset, Optional<PointInTime> to) {
        Past past = Past.of(workspace.store(), asset.name());
        PastCommit newest = past.newest();
        PastCommit target =
                to.map(point -> point.in(past, asset.name().toString())).orElseGet(past::previous);
        List<PastCommit> lineage = past.lineage();
        List<PastCommit> redone = new ArrayList<>();
        PastCommit shared = target;
        while (!lineage.contains(shared)) {
            redone.add(shared);
            shared = shared.commit().parent().flatMap(past::version).orElseThrow(() -> cutOff(asset, target));
        }
        List<PastCommit> undone = lineage.subList(0, lineage.indexOf(shared));
        return new Rollback(asset, past.made(newest), past.made(target), undone, redone);
    }

    private static LevadaException cutOff(Asset asset, PastCommit target) {
        return new LevadaException(
                "store.version",
                Blame.PROJECT,
                "Version " + target.commit().id() + " of " + asset.name()
                        + " was rolled back, and versions that led to it have expired. What was undone comes again by a run:"
                        + " levada run " + asset.name());
    }

    public boolean changesNothing() {
        return from.id() == to.id();
    }

    /** Whether the next run reads again what came in with the commits that are undone. */
    public boolean isReadAgain() {
        return asset.making() instanceof Making.Extract && asset.write().isIncremental();
    }

    /**
     * Does it.
     *
     * @throws LevadaException with code {@code run.leased} if a run makes the table; {@code store.conflict} if
     *     somebody has committed to it meanwhile; {@code store.version} if that version is gone. Nothing has changed then
     */
    public TableVersion perform(Workspace workspace) {
        try (Turn turn = Turn.take(workspace, asset.name(), "rollback")) {
            demandUnmoved(workspace, turn);
            return Past.upkeep(workspace.store(), asset.name()).rollback(asset.name(), to.id());
        }
    }

    private void demandUnmoved(Workspace workspace, Turn turn) {
        Optional<Long> now = workspace.store().head(asset.name()).map(TableVersion::id);
        if (!now.equals(Optional.of(from.id()))) {
            throw LevadaException.retryable(
                    "store.conflict",
                    Blame.OUTSIDE,
                    asset.name() + " has changed while " + turn.id()
                            + " looked at it. Nothing was rolled back. Try again.",
                    null);
        }
    }
}
