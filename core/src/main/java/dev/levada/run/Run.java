package dev.levada.run;

import dev.levada.api.LevadaException;
import dev.levada.report.Failure;
import dev.levada.report.Observer;
import dev.levada.store.Store;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A run that goes on, and what its tasks share. */
record Run(Workspace workspace, Holding holding, Sources sources, Activity activity, Observer observer, Joint joint) {
    private static final double MILLIS = 1000;

    String id() {
        return holding.runId();
    }

    Instant started() {
        return holding.since();
    }

    Store store() {
        return workspace.store();
    }

    /** The name under which a part of what the run does to a table is committed, counted from 0; the first is the run's own. */
    String part(int number) {
        return RunId.part(id(), number);
    }

    /** When the run's rows count as loaded, as precise as tables keep it. */
    String loadedAt() {
        return started().truncatedTo(ChronoUnit.MICROS).toString();
    }

    double secondsSince(Instant begin) {
        return Duration.between(begin, workspace.clock().instant()).toMillis() / MILLIS;
    }

    /** Why something failed, in words that may be shown. */
    Failure failure(Throwable thrown) {
        Throwable cause = activity.isStopped() && !(thrown instanceof LevadaException) ? Activity.stopped() : thrown;
        Failure failure = Failure.of(cause);
        return new Failure(
                failure.code(), failure.blame(), workspace.project().secrets().hide(failure.message()));
    }
}
