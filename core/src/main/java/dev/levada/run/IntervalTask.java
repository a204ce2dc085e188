package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.ledger.Backfills.Begun;
import dev.levada.plan.Chronicle;
import dev.levada.plan.Demand;
import dev.levada.plan.Inputs;
import dev.levada.plan.IntervalWords;
import dev.levada.plan.Review;
import dev.levada.plan.Selection;
import dev.levada.plan.Task;
import dev.levada.project.Asset;
import dev.levada.project.Interval;
import dev.levada.report.Status;
import dev.levada.store.Prepared;
import dev.levada.store.Scope;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Optional;

/**
 * Makes an asset interval by interval. Which intervals, is decided when it begins, from its inputs as they are then. Several
 * intervals share a commit: few enough that little is lost when the process dies, enough that commits cost little.
 */
final class IntervalTask {
    private final Run run;
    private final Chronicle chronicle;
    private final Task task;
    private final Tally tally;

    IntervalTask(Run run, Chronicle chronicle, Task task, Tally tally) {
        this.run = run;
        this.chronicle = chronicle;
        this.task = task;
        this.tally = tally;
    }

    /** Makes what is to be made. Intervals whose data fails are named when the others are made. */
    Status make() {
        run.activity().demandGoingOn();
        Asset asset = task.asset();
        Demand demand = task.demand().orElseThrow();
        Optional<TableVersion> base = run.store().head(asset.name());
        begin(demand, base);
        List<Interval> intervals = intervals(demand);
        boolean isAnew = task.scope() == Scope.ANEW;
        if (intervals.isEmpty() && base.isPresent() && !isAnew) {
            end(demand);
            return Status.UNCHANGED;
        }
        IntervalMaking making = new IntervalMaking(run, task);
        IntervalQueue queue = new IntervalQueue(intervals, isAnew || isJoint());
        IntervalWords words = new IntervalWords(asset.intervals().orElseThrow().grain());
        IntervalWorker worker = new IntervalWorker(run, making, queue, words, asset.name(), base, tally);
        work(worker, making.looksAtOthers() ? 1 : demand.workers());
        tally.computedIn(making.computing().venue());
        demandAllMade(queue, words);
        end(demand);
        return Status.DONE;
    }

    /** Whether it becomes visible together with other assets, and so in one commit. */
    private boolean isJoint() {
        return task.asset().release().isPresent();
    }

    /** What is to be made, for inputs as the task sees them: those of its release may be prepared only. */
    private List<Interval> intervals(Demand demand) {
        chronicle.renew();
        List<Prepared> prepared = Inputs.namesOf(task.asset()).stream()
                .flatMap(name -> run.joint().preparedFor(task.asset(), name).stream())
                .toList();
        Review review = new Review(task.asset(), run.workspace(), chronicle.with(prepared));
        return task.scope() == Scope.ANEW
                ? review.standings().stream().map(Review.Standing::interval).toList()
                : review.backlog(demand, demand.begun(task.asset(), run.workspace()))
                        .intervals();
    }

    private void work(IntervalWorker worker, int workers) {
        try (Session session = run.workspace().engine().session()) {
            worker.one(session);
            if (workers <= 1) {
                worker.all(session);
                return;
            }
        }
        new Workers(workers).work(() -> {
            try (Session session = run.workspace().engine().session()) {
                worker.all(session);
            }
        });
    }

    /**
     * What makes all of a range anew can be gone on with after a crash, so its beginning is written down. In one commit it is
     * made as a whole or not at all.
     */
    private void begin(Demand demand, Optional<TableVersion> base) {
        if (isJoint()) {
            end(demand);
        } else if (isRangeMadeAnew(demand)) {
            Begun begun = new Begun(task.asset().name(), demand.range().orElseThrow(), base.map(TableVersion::id));
            run.workspace().ledger().backfills().begin(begun);
        }
    }

    private void end(Demand demand) {
        if (isRangeMadeAnew(demand)) {
            run.workspace()
                    .ledger()
                    .backfills()
                    .end(task.asset().name(), demand.range().orElseThrow());
        }
    }

    private static boolean isRangeMadeAnew(Demand demand) {
        return demand.extent() == Selection.Extent.FULL && demand.range().isPresent();
    }

    private void demandAllMade(IntervalQueue queue, IntervalWords words) {
        List<IntervalQueue.Failed> failed = queue.failed();
        if (failed.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder(task.asset().name() + ": " + words.count(failed.size()) + " of "
                + words.count(queue.total()) + " failed, " + queue.made() + " were made and published"
                + (queue.isGivenUp() ? "; after so many failures the others were not tried" : "") + ".");
        failed.forEach(each -> message.append("\n")
                .append(words.range(each.interval()))
                .append(": ")
                .append(each.why()));
        throw new LevadaException("run.intervals", Blame.DATA, message.toString());
    }
}
