package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.plan.Chronicle;
import dev.levada.plan.Inputs;
import dev.levada.plan.Pinned;
import dev.levada.plan.Reason;
import dev.levada.plan.Task;
import dev.levada.project.Asset;
import dev.levada.report.Failure;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.store.TableVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Carries out one task of a run and turns whatever happens into an outcome. */
final class TaskRun {
    private static final System.Logger LOG = System.getLogger(TaskRun.class.getName());

    private final Run run;
    private final Chronicle chronicle;

    TaskRun(Run run, Chronicle chronicle) {
        this.run = run;
        this.chronicle = chronicle;
    }

    /** Carries out a planned task. */
    TaskOutcome of(Task task) {
        return of(task.asset(), task.notices(), tally -> make(task, tally));
    }

    /** Carries out some work on an asset's table. */
    TaskOutcome of(Asset asset, List<String> notices, Step step) {
        Instant begin = run.workspace().clock().instant();
        Tally tally = new Tally(notices);
        run.observer().taskStarted(asset.name());
        Status status;
        Optional<Failure> failure = Optional.empty();
        try {
            status = step.take(tally);
        } catch (Throwable e) {
            status = ended(tally, e);
            failure = status == Status.DONE ? Optional.empty() : Optional.of(run.failure(e));
        }
        return tally.outcome(asset.name(), status, run.secondsSince(begin), failure);
    }

    private Status ended(Tally tally, Throwable thrown) {
        if (tally.isPublished()) {
            // The commit stands, whatever went wrong after it.
            tally.notice("published, but then: " + run.failure(thrown).message());
            return Status.DONE;
        }
        Blame blame = run.failure(thrown).blame();
        if (blame == Blame.LEVADA) {
            LOG.log(System.Logger.Level.DEBUG, "a task failed through a defect", thrown);
        }
        return blame == Blame.INTERRUPTED ? Status.INTERRUPTED : Status.FAILED;
    }

    private Status make(Task task, Tally tally) {
        if (task.demand().isPresent()) {
            return new IntervalTask(run, chronicle, task, tally).make();
        }
        run.activity().demandGoingOn();
        demandBase(task);
        Pinned pinned = Pinned.of(task.asset(), run.workspace())
                .with(name -> run.joint().preparedFor(task.asset(), name));
        if (isUnchanged(task)) {
            return Status.UNCHANGED;
        }
        Sifting sifting = new Sifting(run.workspace(), task.asset(), pinned);
        return inSession(
                task.asset(),
                pinned,
                (session, preparation) ->
                        new Delivery(run, preparation.of(task, pinned, tally), session, tally, sifting).deliver());
    }

    /** Does something in a session in which the asset's pinned tables are visible. */
    Status inSession(Asset asset, Pinned pinned, BiFunction<Session, Preparation, Status> something) {
        try (Session session = run.workspace().engine().session()) {
            run.activity().enter(asset.name(), "read", session);
            try {
                pinned.exposeIn(session, run.store());
                return something.apply(session, new Preparation(run, session));
            } finally {
                run.activity().leave(session);
            }
        }
    }

    /** What the plan says about the table, and the checkpoint that the source was asked with, hold for one version only. */
    private void demandBase(Task task) {
        Optional<Long> now = run.store().head(task.asset().name()).map(TableVersion::id);
        if (!now.equals(task.base().map(TableVersion::id))) {
            throw LevadaException.retryable(
                    "store.conflict",
                    Blame.OUTSIDE,
                    task.asset().name() + ": another run has changed the table since this one was planned. Nothing was"
                            + " published. Run again.",
                    null);
        }
    }

    private boolean isUnchanged(Task task) {
        boolean readsPrepared = Inputs.namesOf(task.asset()).stream()
                .anyMatch(name -> run.joint().preparedFor(task.asset(), name).isPresent());
        if (readsPrepared || !(task.reason() instanceof Reason.InputsPlanned)) {
            return false;
        }
        chronicle.renew();
        return chronicle.isUpToDate(task.asset());
    }

    /** Some work whose findings go to a tally. */
    interface Step {
        Status take(Tally tally);
    }
}
