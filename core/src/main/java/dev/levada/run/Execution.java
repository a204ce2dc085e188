package dev.levada.run;

import dev.levada.plan.Plan;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.TaskOutcome;
import dev.levada.store.CrashPoint;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
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

    Outcome perform(Plan plan, Observer observer, Function<Run, List<TaskOutcome>> work) {
        new LeftOvers(workspace).sweep();
        Observer told = new SerialObserver(observer);
        Instant started = workspace.clock().instant();
        String id = RunId.at(started, new SecureRandom());
        try (Sources sources = new Sources(workspace);
                Activity at = begin(new Activity(told))) {
            Run run = new Run(id, started, workspace, sources, at, told);
            journal.begin(run);
            told.runStarted(id, plan);
            List<TaskOutcome> tasks = work.apply(run);
            Outcome outcome =
                    new Outcome(id, Outcome.statusOf(tasks), started, run.secondsSince(started), tasks, plan.notices());
            CrashPoint.reach("before-ledger");
            Outcome recorded = journal.end(run, outcome);
            told.runFinished(recorded);
            return recorded;
        } finally {
            end();
        }
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
