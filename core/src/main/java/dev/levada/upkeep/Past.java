package dev.levada.upkeep;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.run.RunId;
import dev.levada.store.Facts;
import dev.levada.store.PastCommit;
import dev.levada.store.PastCommit.Standing;
import dev.levada.store.Store;
import dev.levada.store.TableCommit;
import dev.levada.store.TableVersion;
import dev.levada.store.Upkeep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The past of one table: the commits that led to its newest version, and those that were rolled back. */
public final class Past {
    /** Why nothing can be done about the past of some tables. */
    static final String UNKEPT =
            "lives in a database, which keeps its newest version only and looks after its tables itself:"
                    + " there is no past to look at, to go back to, or to tidy up.";

    private final Store store;
    private final AssetName table;
    private final List<PastCommit> commits;

    private Past(Store store, AssetName table, List<PastCommit> commits) {
        this.store = store;
        this.table = table;
        this.commits = commits;
    }

    /** Looks it up. @throws LevadaException if the store does not keep a past */
    public static Past of(Store store, AssetName table) {
        return new Past(store, table, upkeep(store, table).history(table));
    }

    /** @throws LevadaException if the store keeps no past of it */
    static Upkeep upkeep(Store store, AssetName table) {
        return store.upkeep(table)
                .orElseThrow(() -> new LevadaException("store.upkeep", Blame.PROJECT, table + " " + UNKEPT));
    }

    /** All commits, the newest first. */
    public List<PastCommit> commits() {
        return commits;
    }

    /** Those that led to the newest version, the newest first. */
    List<PastCommit> lineage() {
        return commits.stream()
                .filter(commit -> commit.standing() != Standing.ROLLED_BACK)
                .toList();
    }

    /** The commit that made the newest version. @throws LevadaException if the table was never made */
    public PastCommit newest() {
        return lineage().stream()
                .findFirst()
                .orElseThrow(() -> new LevadaException(
                        "run.never-made", Blame.PROJECT, table + " was never made. Make it: levada run " + table));
    }

    /** The commit before the newest that changed rows. @throws LevadaException if there is none */
    public PastCommit previous() {
        List<PastCommit> lineage = lineage();
        newest();
        for (int i = 0; i < lineage.size() - 1; i++) {
            if (lineage.get(i).commit().kind() != TableCommit.Kind.MAINTENANCE) {
                return lineage.get(i + 1);
            }
        }
        throw new LevadaException(
                "store.version", Blame.PROJECT, table + " has one version only; there is none before it.");
    }

    /** The last commit that was there at a moment, of those that led to the newest version. */
    public Optional<PastCommit> at(Instant moment) {
        return lineage().stream()
                .filter(commit -> !commit.commit().committed().isAfter(moment))
                .findFirst();
    }

    /** The last commit of a run, or of the part of one. */
    public Optional<PastCommit> by(String runId) {
        return commits.stream().filter(commit -> isBy(runId, commit)).findFirst();
    }

    private static boolean isBy(String runId, PastCommit commit) {
        String name = commit.commit().facts().getOrDefault(Facts.RUN_ID, "");
        return name.equals(runId) || RunId.ofPart(name).equals(runId);
    }

    /** The commit of a version. */
    public Optional<PastCommit> version(long id) {
        return commits.stream().filter(commit -> commit.commit().id() == id).findFirst();
    }

    /** The version that a commit made. @throws LevadaException if it has expired */
    public TableVersion made(PastCommit commit) {
        return store.version(table, commit.commit().id())
                .orElseThrow(() -> new LevadaException(
                        "store.version",
                        Blame.PROJECT,
                        "Version " + commit.commit().id() + " of " + table + ", committed at "
                                + commit.commit().committed() + ", has expired: its files are gone."));
    }
}
