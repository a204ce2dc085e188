package dev.levada.upkeep;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.store.PastCommit;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * What going back to an older version of a table means, decided before anything is changed.
 *
 * @param from the newest version
 * @param to the version that shall be the newest again
 * @param undone the commits between them, the newest first
 */
public record Rollback(Asset asset, TableVersion from, TableVersion to, List<PastCommit> undone) {
    public Rollback {
        undone = List.copyOf(undone);
    }

    /**
     * Looks what it would mean.
     *
     * @param to empty for the version before the last change
     * @throws LevadaException with code {@code store.version} if there is no such version, it has expired, or
     *     the newest one does not come from it
     */
    public static Rollback of(Workspace workspace, Asset asset, Optional<PointInTime> to) {
        Past past = Past.of(workspace.store(), asset.name());
        PastCommit newest = past.newest();
        PastCommit target =
                to.map(point -> point.in(past, asset.name().toString())).orElseGet(past::previous);
        List<PastCommit> lineage = past.lineage();
        int place = lineage.indexOf(target);
        if (place < 0) {
            throw new LevadaException(
                    "store.version",
                    Blame.PROJECT,
                    "Version " + target.commit().id() + " of " + asset.name()
                            + " was rolled back; the newest version does not"
                            + " come from it. What was undone comes again by a run: levada run " + asset.name());
        }
        return new Rollback(asset, past.made(newest), past.made(target), lineage.subList(0, place));
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
     *     somebody has committed to it meanwhile; {@code store.version} if the newest version does not come from that one.
     *     Nothing has changed then
     */
    public TableVersion perform(Workspace workspace) {
        try (Turn turn = Turn.take(workspace, asset.name(), "rollback")) {
            demandUnmoved(workspace, turn);
            return Past.upkeep(workspace.store()).rollback(asset.name(), to.id());
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
