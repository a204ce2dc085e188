package dev.levada.run;

import dev.levada.engine.Session.Progress;
import dev.levada.ledger.Lease;
import dev.levada.plan.Plan;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.TaskOutcome;
import java.util.List;

/** Passes on one call at a time. Whoever looks cannot break what is looked at: its exceptions end here. */
final class SerialObserver implements Observer {
    private final Observer observer;

    SerialObserver(Observer observer) {
        this.observer = observer;
    }

    @Override
    public void runWaits(List<Lease> others) {
        tell(() -> observer.runWaits(others));
    }

    @Override
    public void runStarted(String runId, Plan plan) {
        tell(() -> observer.runStarted(runId, plan));
    }

    @Override
    public void taskStarted(AssetName asset) {
        tell(() -> observer.taskStarted(asset));
    }

    @Override
    public void taskProgress(AssetName asset, String step, Progress progress) {
        tell(() -> observer.taskProgress(asset, step, progress));
    }

    @Override
    public void taskFinished(TaskOutcome outcome) {
        tell(() -> observer.taskFinished(outcome));
    }

    @Override
    public void runFinished(Outcome outcome) {
        tell(() -> observer.runFinished(outcome));
    }

    private synchronized void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            System.getLogger(SerialObserver.class.getName()).log(System.Logger.Level.DEBUG, "an observer failed", e);
        }
    }
}
