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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan while it is made. Assets are added in the project's order, so that each finds its inputs decided. */
final class Draft implements AutoCloseable {
    private final Sources sources;
    private final Scope scope;
    private final Heads heads;
    private final Forecast forecast;
    private final Workspace workspace;
    private final Chronicle chronicle;
    private final Map<AssetName, Demand> demands;
    private final List<Task> tasks = new ArrayList<>();
    private final List<AssetName> upToDate = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /** @param demands which intervals of assets are made; all that are missing or stale of one that is not named */
    Draft(Workspace workspace, Sources sources, Selection.Extent extent, Map<AssetName, Demand> demands) {
        this.workspace = workspace;
        this.sources = sources;
        this.scope = extent == Selection.Extent.FULL ? Scope.ANEW : Scope.INCREMENT;
        this.heads = new Heads(workspace.store());
        this.chronicle = new Chronicle(workspace);
        this.forecast = new Forecast(workspace, sources);
        this.demands = demands;
    }

    /** @throws dev.levada.problem.ProjectException if a database must compute a query and cannot */
    Plan plan() {
        Venues venues = Venues.of(workspace, heads);
        return new Plan(tasks.stream().map(venues::placed).toList(), upToDate, notices);
    }

    @Override
    public void close() {
        forecast.close();
    }

    void add(Asset asset) {
        demandInputs(asset);
        demandAtHome(asset);
        if (asset.making() instanceof Making.Extract extract) {
            addExtract(asset, extract);
        } else if (asset.intervals().isPresent()) {
            addIntervals(asset);
        } else {
            decide(asset, Optional.empty(), staleness(asset).ofTransform());
        }
    }

    private void addExtract(Asset asset, Making.Extract extract) {
        Optional<TableVersion> base = heads.of(asset.name());
        Read read = new Read(extract.settings(), since(asset, base), Meetings.of(asset.write()));
        Extent extent = sources.open(extract.connection()).plan(read);
        decide(asset, Optional.of(extent), staleness(asset).ofExtract(extent, base));
    }

    private void addIntervals(Asset asset) {
        Demand demand = demands.getOrDefault(asset.name(), Demand.STALE);
        Review review = new Review(asset, workspace, chronicle);
        Backlog backlog = review.backlog(demand, demand.begun(asset, workspace));
        List<String> first = staleness(asset).first();
        boolean isThere = chronicle.has(asset.name());
        if (scope == Scope.ANEW || review.isWhole()) {
            Reason reason = isThere && scope == Scope.ANEW
                    ? new Reason.Asked()
                    : new Reason.Intervals(review.backlog(Demand.STALE, Optional.empty()), first);
            tasks.add(task(asset, reason, Scope.ANEW, demand, List.of()));
        } else if (!backlog.isEmpty() || !isThere) {
            List<String> changes = RowChange.ofIntervals(backlog);
            tasks.add(task(asset, new Reason.Intervals(backlog, first), scope, demand, changes));
        } else if (!first.isEmpty()) {
            tasks.add(task(asset, new Reason.InputsPlanned(first), scope, demand, List.of()));
        } else {
            upToDate.add(asset.name());
        }
    }

    private Task task(Asset asset, Reason reason, Scope with, Demand demand, List<String> rows) {
        Optional<TableVersion> base = heads.of(asset.name());
        List<String> changes = new ArrayList<>(rows);
        base.ifPresent(head -> {
            if (with == Scope.ANEW) {
                changes.addAll(RowChange.of(asset, with, head));
            }
            changes.addAll(columns(asset, with, head, Optional.empty()));
        });
        return new Task(asset, reason, with, base, Optional.empty(), changes, List.of(), Optional.of(demand));
    }

    /** Only rows that meet those of the table one by one can leave out what the table has. */
    private Optional<Checkpoint> since(Asset asset, Optional<TableVersion> base) {
        return scope == Scope.INCREMENT && asset.write().isIncremental()
                ? base.flatMap(head -> head.fact(Facts.CHECKPOINT)).map(Checkpoint::new)
                : Optional.empty();
    }

    private Staleness staleness(Asset asset) {
        Set<AssetName> planned = tasks.stream().map(task -> task.asset().name()).collect(Collectors.toSet());
        return new Staleness(asset, planned, chronicle);
    }

    private void decide(Asset asset, Optional<Extent> extent, Optional<Reason> stale) {
        if (stale.isEmpty() && extent.isEmpty() && scope == Scope.INCREMENT) {
            // The head of a table that is up to date need not be read.
            upToDate.add(asset.name());
            return;
        }
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
        changes.addAll(columns(asset, scope, head, extent));
        return changes;
    }

    /** What is known before its inputs are made. */
    private List<String> columns(Asset asset, Scope with, TableVersion head, Optional<Extent> extent) {
        boolean inputsStand = Inputs.dependenciesOf(asset).stream().noneMatch(this::isPlanned);
        return inputsStand ? forecast.columns(asset, with, head, extent) : List.of();
    }

    private boolean isPlanned(AssetName name) {
        return tasks.stream().anyMatch(task -> task.asset().name().equals(name));
    }

    /** A table is not made a second time because the project says another store now. */
    private void demandAtHome(Asset asset) {
        if (scope == Scope.ANEW || chronicle.has(asset.name())) {
            return;
        }
        workspace.store().elsewhere(asset.name()).ifPresent(place -> {
            throw new LevadaException(
                    "plan.moved",
                    Blame.PROJECT,
                    asset.name() + " lives in " + place + ", and its file says that it lives in "
                            + asset.store().map(name -> "'" + name + "'").orElse("the lake")
                            + ". Tables are not moved. Let its 'store' say where it is, or make it anew where it shall be,"
                            + " from the beginning of its source: levada run --full " + asset.name()
                            + ". What is in " + place + " stays there, and nothing reads it any more.");
        });
    }

    private void demandInputs(Asset asset) {
        List<AssetName> missing = Inputs.dependenciesOf(asset).stream()
                .filter(input -> !chronicle.has(input) && !isPlanned(input))
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
