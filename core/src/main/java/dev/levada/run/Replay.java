package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.contract.DriftPolicy;
import dev.levada.contract.OnDrift;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Production;
import dev.levada.engine.Strays;
import dev.levada.plan.Chronicle;
import dev.levada.plan.Columns;
import dev.levada.plan.Pinned;
import dev.levada.plan.Plan;
import dev.levada.plan.WriteFit;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.report.Observer;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.store.Audit;
import dev.levada.store.Facts;
import dev.levada.store.Quarantine;
import dev.levada.store.Scope;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends quarantined rows through their asset's current contract again; those that pass now are written to its table. */
public final class Replay {
    private final Workspace workspace;
    private final Execution execution;

    public Replay(Workspace workspace) {
        this.workspace = workspace;
        this.execution = new Execution(workspace, "quarantine replay");
    }

    /**
     * Tries an asset's quarantined rows again. Rows that pass leave the quarantine in the commit that adds them to the
     * table; the others stay.
     *
     * @param where a condition over the columns of {@link Quarantine#COLUMNS}; empty to try all rows
     * @param patience how long to wait for another run that makes the asset
     * @throws LevadaException with code {@code run.leased} if that one still goes on then
     */
    public TaskOutcome replay(AssetName name, Optional<String> where, Duration patience, Observer observer) {
        Asset asset = workspace.project().asset(name.toString());
        Plan nothing = new Plan(List.of(), List.of(), List.of());
        return execution
                .perform(new Job(Set.of(asset.name()), patience, () -> nothing), observer, (run, plan) -> {
                    TaskRun task = new TaskRun(run, new Chronicle(workspace));
                    TaskOutcome outcome = task.of(asset, List.of(), tally -> again(run, task, asset, where, tally));
                    run.observer().taskFinished(outcome);
                    return List.of(outcome);
                })
                .tasks()
                .get(0);
    }

    /** Stops the replay that goes on; nothing of it is published. Any thread may call. */
    public void interrupt() {
        execution.interrupt();
    }

    private Status again(Run run, TaskRun task, Asset asset, Optional<String> where, Tally tally) {
        Optional<TableScan> quarantined = run.store()
                .head(asset.name().quarantine())
                .map(run.store()::scan)
                .filter(scan -> scan.rows() > 0);
        if (quarantined.isEmpty()) {
            return Status.UNCHANGED;
        }
        TableVersion head = run.store().head(asset.name()).orElseThrow(() -> neverMade(asset));
        Work work = work(run, asset, head, new Production.FromQuarantine(quarantined.get(), where, strays(asset)));
        Pinned pinned = Pinned.of(asset, workspace);
        return task.inSession(
                asset, pinned, (session, preparation) -> new Delivery(run, work, session, tally).deliver());
    }

    /** What a source's drift would fail on stays in quarantine. */
    private static Strays strays(Asset asset) {
        DriftPolicy drift = Columns.driftOf(asset);
        boolean discards = drift.columns().equals(Optional.of(OnDrift.DISCARD_COLUMN));
        return new Strays(
                List.of(),
                discards ? OnDrift.DISCARD_COLUMN : OnDrift.QUARANTINE,
                drift.types() == OnDrift.FREEZE ? OnDrift.QUARANTINE : drift.types());
    }

    private static Work work(Run run, Asset asset, TableVersion head, Production.Input input) {
        boolean extracted = asset.making() instanceof Making.Extract;
        List<Column> columns = Columns.ofTable(asset, Columns.ownOf(asset, head));
        WriteFit.demand(asset, columns);
        Columns.change(asset, head, columns).demandAllowed();
        Map<String, String> constants =
                extracted ? Map.of(Audit.RUN_ID, run.id(), Audit.LOADED_AT, run.loadedAt()) : Map.of();
        Map<String, String> facts = new HashMap<>(head.facts());
        facts.remove(Facts.QUARANTINE);
        facts.remove(Facts.RELEASE);
        // Rows are added to intervals, but none is made.
        asset.intervals().ifPresent(time -> facts.put(Facts.INTERVALS, ""));
        WriteMode mode = asset.write().mode().isKeyed() ? asset.write().mode() : WriteMode.APPEND;
        return new Work(asset, input, mode, Scope.INCREMENT, Optional.of(head), columns, constants, facts);
    }

    private static LevadaException neverMade(Asset asset) {
        return new LevadaException(
                "run.never-made",
                Blame.PROJECT,
                asset.name() + " has quarantined rows, but no table to add them to. Make it first: levada run "
                        + asset.name());
    }
}
