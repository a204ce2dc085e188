package dev.levada.run;

import dev.levada.plan.Chronicle;
import dev.levada.plan.Plan;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries plans out, one at a time. */
public final class Runner {
    private static final System.Logger LOG = System.getLogger(Runner.class.getName());

    private final Workspace workspace;
    private final Execution execution;

    public Runner(Workspace workspace) {
        this.workspace = workspace;
        this.execution = new Execution(workspace, "run");
    }

    /**
     * Carries out a plan. Returns when every task has ended, well or not; a task that fails stops those that depend on it
     * and no other.
     *
     * @throws dev.levada.api.LevadaException if the run cannot begin, because the ledger cannot be written
     */
    public Outcome run(Plan plan, Observer observer) {
        return execution.perform(plan, observer, run -> {
            Crew crew = new Crew(budget().workers(), run.activity(), run.observer());
            Chronicle chronicle = new Chronicle(workspace);
            TaskRun work = new TaskRun(run, chronicle);
            List<TaskOutcome> outcomes = new ArrayList<>(crew.work(plan.tasks(), work::of));
            plan.upToDate()
                    .forEach(asset -> outcomes.add(TaskOutcome.without(asset, Status.UNCHANGED, 0, Optional.empty())));
            remember(chronicle);
            return outcomes;
        });
    }

    /** The next plan is quicker for it, but whoever cannot write it down finds it all in the tables. */
    private static void remember(Chronicle chronicle) {
        try {
            chronicle.renew();
            chronicle.remember();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the ledger is behind the tables", e);
        }
    }

    /** Stops the run that goes on, or the one about to begin: nothing more is published. Any thread may call. */
    public void interrupt() {
        execution.interrupt();
    }

    private Budget budget() {
        return Budget.of(
                workspace.project().limits(), Runtime.getRuntime().availableProcessors(), Runner::machineBytes);
    }

    private static long machineBytes() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }
}
