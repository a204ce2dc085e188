package dev.levada.run;

import dev.levada.store.StageRequest;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import java.util.ArrayList;
import java.util.List;

/** The places that a task writes to, until it is known what becomes of them. */
final class Stagings {
    private final Store store;
    private final Kind kind;
    private final List<Staging> held = new ArrayList<>();

    Stagings(Store store) {
        this(store, Kind.FINAL);
    }

    Stagings(Store store, Kind kind) {
        this.store = store;
        this.kind = kind;
    }

    /** What a failure means. */
    enum Kind {
        /** It is told, and what it names may be looked at. */
        FINAL,
        /** It is tried again otherwise, and what was written is of no use. */
        TRIAL
    }

    /** Where a task's rows go. */
    record Pair(Staging kept, Staging quarantined) {}

    /** Makes the places that some work writes to. @param runId the run, or the part of it, that publishes them */
    Pair open(Work work, String runId) {
        return new Pair(open(work.request(runId)), open(work.quarantineRequest(runId)));
    }

    private Staging open(StageRequest request) {
        Staging staging = store.stage(request);
        held.add(staging);
        return staging;
    }

    /** Leaves it where it is, for somebody to look at it. */
    void show(Staging staging) {
        if (kind == Kind.FINAL) {
            keep(staging);
        }
    }

    /** Leaves it where it is: it was published, or is gone. */
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
