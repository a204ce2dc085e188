package dev.levada.run;

import dev.levada.store.StageRequest;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import java.util.ArrayList;
import java.util.List;

/** The places that a task writes to, until it is known what becomes of them. */
final class Stagings {
    private final Store store;
    private final List<Staging> held = new ArrayList<>();

    Stagings(Store store) {
        this.store = store;
    }

    Staging open(StageRequest request) {
        Staging staging = store.stage(request);
        held.add(staging);
        return staging;
    }

    /** Leaves it where it is: it was published, or somebody shall look at it. */
    void keep(Staging staging) {
        held.remove(staging);
    }

    void keepAll() {
        held.clear();
    }

    /** Removes what is not kept. */
    void discard() {
        held.forEach(store::discard);
        held.clear();
    }

    /** Removes what is not kept, because of a failure, which must not be hidden by another one. */
    void discardAfter(Throwable failure) {
        for (Staging staging : held) {
            try {
                store.discard(staging);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        held.clear();
    }
}
