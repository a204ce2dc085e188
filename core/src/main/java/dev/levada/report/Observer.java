package dev.levada.report;

import dev.levada.engine.Session.Progress;
import dev.levada.ledger.Lease;
import dev.levada.plan.Plan;
import dev.levada.project.AssetName;
import java.util.List;

/** Is told what happens during a run, as it happens. Called from several threads, one call at a time. */
public interface Observer {
    /** Nobody looks. */
    Observer NONE = new Observer() {};

    /** The run waits for others that make what it is to make. Told again when those are others. */
    default void runWaits(List<Lease> others) {}

    /** The run begins. */
    default void runStarted(String runId, Plan plan) {}

    /** A task begins. */
    default void taskStarted(AssetName asset) {}

    /** A task goes on; told a few times a second. @param step what it is doing, in one word */
    default void taskProgress(AssetName asset, String step, Progress progress) {}

    /** A task ended. */
    default void taskFinished(TaskOutcome outcome) {}

    /** The run ended. Told last. */
    default void runFinished(Outcome outcome) {}
}
