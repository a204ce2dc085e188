package dev.levada.run;

import dev.levada.plan.Backfill;
import dev.levada.plan.Chronicle;
import dev.levada.plan.Plan;
import dev.levada.plan.Planner;
import dev.levada.plan.Selection;
import dev.levada.plan.Selector;
import dev.levada.plan.Task;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
     * Plans and carries the plan out. No other run makes one of the selected assets meanwhile: so what was planned holds.
     * Returns when every task has ended, well or not; a task that fails stops those that depend on it and no other.
     *
     * @param patience how long to wait for other runs that make one of them
     * @throws dev.levada.api.LevadaException if the run cannot begin: with code {@code run.leased} because others still make
     *     one of the assets, as {@link dev.levada.plan.Planner#plan} does, or because the ledger cannot be written
     */
    public Outcome run(Selection selection, Duration patience, Observer observer) {
        Set<AssetName> assets = new Selector(workspace.project())
                .select(selection).stream().map(Asset::name).collect(Collectors.toSet());
        return perform(new Job(assets, patience, () -> new Planner(workspace).plan(selection)), observer);
    }

    /** The same for a range of time of some assets. */
    public Outcome run(Backfill backfill, Duration patience, Observer observer) {
        Planner planner = new Planner(workspace);
        return perform(new Job(planner.assets(backfill), patience, () -> planner.backfill(backfill)), observer);
    }

    /** Carries out a plan that was made before; what others have made since then is not made again, but fails. */
    public Outcome run(Plan plan, Observer observer) {
        Set<AssetName> assets =
                plan.tasks().stream().map(task -> task.asset().name()).collect(Collectors.toSet());
        return perform(new Job(assets, Duration.ZERO, () -> plan), observer);
    }

    private Outcome perform(Job job, Observer observer) {
        return execution.perform(job, observer, (run, plan) -> {
            run.holding().release(Set.copyOf(plan.upToDate()));
            Crew crew = new Crew(budget().workers(), run, new Settlement(run, plan.tasks()));
            Chronicle chronicle = new Chronicle(workspace);
            TaskRun work = new TaskRun(run, chronicle);
            List<TaskOutcome> outcomes = new ArrayList<>(crew.work(plan.tasks(), task -> carryOut(task, work, run)));
            plan.upToDate()
                    .forEach(asset -> outcomes.add(TaskOutcome.without(asset, Status.UNCHANGED, 0, Optional.empty())));
            remember(chronicle);
            return outcomes;
        });
    }

    private static TaskOutcome carryOut(Task task, TaskRun work, Run run) {
        try {
            return work.of(task);
        } finally {
            if (task.asset().release().isEmpty()) {
                run.holding().release(Set.of(task.asset().name()));
            }
        }
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
