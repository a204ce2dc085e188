package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.ledger.Lease;
import dev.levada.ledger.Lease.Holder;
import dev.levada.ledger.Leases;
import dev.levada.ledger.Processes;
import dev.levada.project.AssetName;
import dev.levada.report.LeaseWords;
import dev.levada.report.Observer;
import dev.levada.workspace.Workspace;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Lets a run begin once no other makes what it is about. */
final class Admission {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Leases leases;
    private final Clock clock;
    private final Activity activity;
    private final Observer observer;
    private final RandomGenerator random = new SecureRandom();

    Admission(Workspace workspace, Activity activity, Observer observer) {
        this.leases = workspace.ledger().leases();
        this.clock = workspace.clock();
        this.activity = activity;
        this.observer = observer;
    }

    /**
     * Takes the leases of all these assets at once. Others keep theirs as long as they need them.
     *
     * @param patience how long to wait for others; zero not to
     * @throws LevadaException with code {@code run.leased} if others still make one of the assets then
     */
    Holding enter(Set<AssetName> assets, Duration patience) {
        Instant came = clock.instant();
        List<Lease> told = List.of();
        while (true) {
            Instant now = clock.instant();
            Holder holder = new Holder(RunId.at(now, random), Processes.own());
            List<Lease> others = leases.take(assets, holder);
            if (others.isEmpty()) {
                return new Holding(leases, holder.runId(), now);
            }
            if (Duration.between(came, now).compareTo(patience) >= 0) {
                throw refused(others, patience);
            }
            if (!LeaseWords.runs(others).equals(LeaseWords.runs(told))) {
                observer.runWaits(others);
                told = others;
            }
            activity.rest(LOOK_AGAIN_MILLIS);
            activity.demandGoingOn();
        }
    }

    private static LevadaException refused(List<Lease> others, Duration patience) {
        String waited = patience.isZero() ? "" : " It was waited for in vain; nothing was begun.";
        String advice = patience.isZero()
                ? " Nothing was begun. Wait for its end with --wait 5m, or run again then."
                : " Run again when it has ended, or wait longer.";
        return LevadaException.retryable(
                "run.leased",
                Blame.OUTSIDE,
                LeaseWords.sentence(others) + waited + advice
                        + " If it hangs, end its process: what it makes is free again then.",
                null);
    }
}
