package dev.levada.run;

import dev.levada.api.LevadaException;
import dev.levada.store.Publication;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;

/** Publishes, and finds out what became of a commit whose answer was lost. */
final class Commits {
    /** The code of a failure that leaves open whether the commit happened. */
    static final String UNKNOWN = "store.unknown";
    /** The code of a failure that says that others were faster. */
    static final String CONFLICT = "store.conflict";

    private Commits() {}

    static TableVersion publish(Store store, Publication publication) {
        try {
            return store.publish(publication);
        } catch (LevadaException e) {
            if (e.code().equals(UNKNOWN)) {
                return readBack(store, publication.staged().staging(), e);
            }
            throw e;
        }
    }

    private static TableVersion readBack(Store store, Staging staging, LevadaException unknown) {
        try {
            return store.committedBy(staging.runId(), staging.table()).orElseThrow(() -> unknown);
        } catch (LevadaException e) {
            if (e != unknown) {
                unknown.addSuppressed(e);
            }
            throw unknown;
        }
    }
}
