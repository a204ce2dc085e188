package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.ledger.Lease;
import dev.levada.ledger.Leases;
import dev.levada.project.AssetName;
import dev.levada.report.LeaseWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The leases that a run or whatever else changes tables has, renewed until it closes this. Any thread may use it. */
public final class Holding implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Holding.class.getName());
    private static final long RENEWAL_SECONDS = Leases.TERM.toSeconds() / 6;

    private final Leases leases;
    private final String runId;
    private final Instant since;
    private final ScheduledExecutorService ticker;

    /** @param since when the run took its leases, and so began */
    public Holding(Leases leases, String runId, Instant since) {
        this.leases = leases;
        this.runId = runId;
        this.since = since;
        this.ticker = Executors.newSingleThreadScheduledExecutor(job -> {
            Thread thread = new Thread(job, "levada-lease");
            thread.setDaemon(true);
            return thread;
        });
        // It ends with the ticker; there is no result to wait for.
        Future<?> unused = ticker.scheduleAtFixedRate(this::renew, RENEWAL_SECONDS, RENEWAL_SECONDS, TimeUnit.SECONDS);
    }

    public String runId() {
        return runId;
    }

    Instant since() {
        return since;
    }

    /** Whoever waits for these may go on. */
    void release(Set<AssetName> assets) {
        attempt("released", () -> leases.release(runId, assets));
    }

    /**
     * Makes sure that nobody else was let in: a process that slept too long loses its leases and learns of it only here.
     *
     * @throws LevadaException with code {@code run.lease} if the asset is no longer this run's to publish
     */
    void demand(AssetName asset) {
        Optional<Lease> lease = leases.of(asset);
        if (lease.isEmpty() || !lease.get().holder().runId().equals(runId)) {
            String who = lease.map(other -> " " + LeaseWords.sentence(List.of(other)))
                    .orElse("");
            throw LevadaException.retryable(
                    "run.lease",
                    Blame.OUTSIDE,
                    asset + ": this run was asleep for so long that another could take over. Nothing was published."
                            + who + " Run again.",
                    null);
        }
    }

    private void renew() {
        attempt("renewed", () -> leases.renew(runId));
    }

    /** A ledger that cannot be written costs others time, not this run its work. */
    private void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (LevadaException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "The leases of " + runId + " could not be " + what, e);
        }
    }

    /** Gives back what is left. */
    @Override
    public void close() {
        ticker.shutdownNow();
        attempt("released", () -> leases.releaseAll(runId));
    }
}
