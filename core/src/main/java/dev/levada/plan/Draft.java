package dev.levada.plan;

import dev.levada.api.Blame;
import dev.levada.api.Checkpoint;
import dev.levada.api.Extent;
import dev.levada.api.LevadaException;
import dev.levada.api.Read;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.store.Facts;
import dev.levada.store.Scope;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan while it is made. Assets are added in the project's order, so that each finds its inputs decided. */
final class Draft {
    private final Sources sources;
    private final Scope scope;
    private final Heads heads;
    private final Forecast forecast;
    private final List<Task> tasks = new ArrayList<>();
    private final List<AssetName> upToDate = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    Draft(Workspace workspace, Sources sources, Selection.Extent extent) {
        this.sources = sources;
        this.scope = extent == Selection.Extent.FULL ? Scope.ANEW : Scope.INCREMENT;
        this.heads = new Heads(workspace.store());
        this.forecast = new Forecast(workspace, sources);
    }

    Plan plan() {
        return new Plan(tasks, upToDate, notices);
    }

    void add(Asset asset) {
        demandInputs(asset);
        if (asset.making() instanceof Making.Extract extract) {
            addExtract(asset, extract);
        } else {
            Optional<TableVersion> base = heads.of(asset.name());
            decide(asset, Optional.empty(), staleness(asset, base).ofTransform());
        }
    }

    private void addExtract(Asset asset, Making.Extract extract) {
        Optional<TableVersion> base = heads.of(asset.name());
        Extent extent = sources.open(extract.connection()).plan(new Read(extract.settings(), since(asset, base)));
        decide(asset, Optional.of(extent), staleness(asset, base).ofExtract(extent));
    }

    /** Only rows that meet those of the table one by one can leave out what the table has. */
    private Optional<Checkpoint> since(Asset asset, Optional<TableVersion> base) {
        return scope == Scope.INCREMENT && asset.write().isIncremental()
                ? base.flatMap(head -> head.fact(Facts.CHECKPOINT)).map(Checkpoint::new)
                : Optional.empty();
    }

    private Staleness staleness(Asset asset, Optional<TableVersion> base) {
        Set<AssetName> planned = tasks.stream().map(task -> task.asset().name()).collect(Collectors.toSet());
        return new Staleness(asset, base, planned, heads);
    }

    private void decide(Asset asset, Optional<Extent> extent, Optional<Reason> stale) {
        Optional<TableVersion> base = heads.of(asset.name());
        List<String> told = new ArrayList<>(extent.map(Extent::notices).orElse(List.of()));
        Optional<Reason> reason = stale;
        if (base.isPresent() && scope == Scope.ANEW) {
            reason = Optional.of(new Reason.Asked());
        }
        if (reason.isPresent()) {
            List<String> changes =
                    base.map(head -> changes(asset, head, extent)).orElse(List.of());
            tasks.add(new Task(asset, reason.get(), scope, base, extent, changes, told));
            return;
        }
        upToDate.add(asset.name());
        base.filter(head -> keepsOldRows(asset, head)).ifPresent(head -> told.add(keptRows(asset)));
        told.forEach(notice -> notices.add(asset.name() + ": " + notice));
    }

    private static boolean keepsOldRows(Asset asset, TableVersion head) {
        return asset.making() instanceof Making.Extract
                && asset.write().isIncremental()
                && !head.fact(Facts.CODE).equals(Optional.of(asset.code()));
    }

    private static String keptRows(Asset asset) {
        return "its contract changed; rows that are loaded already stay as they are; `levada run --full " + asset.name()
                + "` loads everything again";
    }

    private List<String> changes(Asset asset, TableVersion head, Optional<Extent> extent) {
        List<String> changes = new ArrayList<>(RowChange.of(asset, scope, head));
        boolean inputsStand = Inputs.dependenciesOf(asset).stream()
                .noneMatch(input ->
                        tasks.stream().anyMatch(task -> task.asset().name().equals(input)));
        if (inputsStand) {
            changes.addAll(forecast.columns(asset, scope, head, extent));
        }
        return changes;
    }

    private void demandInputs(Asset asset) {
        List<AssetName> missing = Inputs.dependenciesOf(asset).stream()
                .filter(input -> heads.of(input).isEmpty()
                        && tasks.stream().noneMatch(task -> task.asset().name().equals(input)))
                .toList();
        if (!missing.isEmpty()) {
            throw new LevadaException(
                    "plan.missing-input",
                    Blame.PROJECT,
                    asset.name() + " needs "
                            + missing.stream().map(AssetName::toString).collect(Collectors.joining(" and "))
                            + ", which " + (missing.size() == 1 ? "was" : "were") + " never made. Make "
                            + (missing.size() == 1 ? "it" : "them") + " too: levada run +" + asset.name());
        }
    }
}
