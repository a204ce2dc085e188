package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.Staged;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;
import java.util.Optional;

/**
 * The version that a task's rows are published on: the one that they were made on, or a later one, if others have written to
 * the table meanwhile and the rows don't meet what those wrote.
 */
final class Bases {
    private static final int MOST_TRIES = 5;

    private final Store store;
    private final Work work;
    private Optional<TableVersion> current;
    private int tries = 1;

    Bases(Store store, Work work) {
        this.store = store;
        this.work = work;
        this.current = work.base();
    }

    Optional<TableVersion> current() {
        return current;
    }

    boolean haveMoved() {
        return tries > 1;
    }

    /**
     * Goes on to the newest version, after a commit that came too late. The table must be audited again then.
     *
     * @throws LevadaException if the rows may not be published on it, or the table does not come to rest
     */
    void advance(Staged staged, LevadaException conflict) {
        if (work.comparesWithBase()) {
            throw refused("which rows are kept was decided on what the table had before.", conflict);
        }
        if (tries == MOST_TRIES) {
            throw refused("it has changed " + MOST_TRIES + " times while the rows were audited.", conflict);
        }
        Optional<TableVersion> newest = store.rebase(staged, work.mode(), current);
        if (newest.isEmpty()) {
            throw refused("what was to be published meets what they changed.", conflict);
        }
        current = newest;
        tries++;
    }

    private LevadaException refused(String why, LevadaException conflict) {
        return LevadaException.retryable(
                conflict.code(),
                Blame.OUTSIDE,
                work.asset().name() + ": others have written to the table meanwhile, and " + why
                        + " Nothing was published. Run again. (" + conflict.getMessage() + ")",
                conflict);
    }
}
