package dev.levada.run;

import dev.levada.plan.Plan;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.TaskOutcome;
import dev.levada.store.CrashPoint;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The frame of every run: clears up after runs that died, records begin and end, tells the observer, can be stopped. */
final class Execution {
    private final Workspace workspace;
    private final Journal journal;
    private @Nullable Activity activity;
    private boolean stopped;

    Execution(Workspace workspace, String command) {
        this.workspace = workspace;
        this.journal = new Journal(workspace, command);
    }

    Outcome perform(Job job, Observer observer, BiFunction<Run, Plan, List<TaskOutcome>> work) {
        Observer told = new SerialObserver(observer);
        try (Activity at = begin(new Activity(told));
                Holding holding = new Admission(workspace, at, told).enter(job.assets(), job.patience());
                Sources sources = new Sources(workspace)) {
            new LeftOvers(workspace).sweep();
            Plan plan = job.planning().get();
            return carryOut(plan, new Run(workspace, holding, sources, at, told, new Joint()), work);
        } finally {
            end();
        }
    }

    private Outcome carryOut(Plan plan, Run run, BiFunction<Run, Plan, List<TaskOutcome>> work) {
        journal.begin(run);
        run.observer().runStarted(run.id(), plan);
        List<TaskOutcome> tasks = work.apply(run, plan);
        Outcome outcome = new Outcome(
                run.id(),
                Outcome.statusOf(tasks),
                run.started(),
                run.secondsSince(run.started()),
                tasks,
                plan.notices());
        CrashPoint.reach("before-ledger");
        Outcome recorded = journal.end(run, outcome);
        run.observer().runFinished(recorded);
        return recorded;
    }

    /** Stops the run that goes on, or the one that is about to begin. Any thread may call. */
    synchronized void interrupt() {
        stopped = true;
        if (activity != null) {
            activity.stop();
        }
    }

    private synchronized Activity begin(Activity begun) {
        activity = begun;
        if (stopped) {
            begun.stop();
        }
        return begun;
    }

    private synchronized void end() {
        activity = null;
        stopped = false;
    }
}
