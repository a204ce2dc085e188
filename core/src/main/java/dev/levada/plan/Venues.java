package dev.levada.plan;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.dialect.Residence;
import dev.levada.problem.ProjectException;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making.Transform;
import dev.levada.pushdown.Placement;
import dev.levada.pushdown.Venue;
import dev.levada.store.QueryHost;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Where queries would be computed. */
public final class Venues {
    private final Workspace workspace;
    private final Function<AssetName, Optional<List<Column>>> columns;

    /** @param columns of a table, if they are known */
    public Venues(Workspace workspace, Function<AssetName, Optional<List<Column>>> columns) {
        this.workspace = workspace;
        this.columns = columns;
    }

    /** By the columns that tables have now. */
    static Venues of(Workspace workspace, Heads heads) {
        return new Venues(workspace, name -> heads.of(name).map(TableVersion::shape));
    }

    /** A task with where it is computed. What keeps its query from being bound fails, or is gone, when it runs. */
    Task placed(Task task) {
        if (!(task.asset().making() instanceof Transform)) {
            return task;
        }
        try {
            return task.computedIn(of(task.asset()));
        } catch (ProjectException e) {
            throw e;
        } catch (LevadaException e) {
            return task.computedIn(Venue.UNDECIDED);
        }
    }

    /**
     * Where a transform's query would be computed.
     *
     * @throws dev.levada.problem.ProjectException if a database must compute it and cannot
     * @throws LevadaException with blame {@code OUTSIDE} if a database that must compute it cannot be reached
     */
    public Venue of(Asset asset) {
        Transform transform = (Transform) asset.making();
        IntervalQuery query = IntervalQuery.of(transform, workspace.engine().parser());
        boolean isByInterval = asset.intervals().isPresent();
        Placement placement = new Placement(asset, workspace, offset -> isByInterval ? query.written(offset) : offset);
        Optional<QueryHost> host = placement.host();
        if (host.isEmpty()) {
            return placement.outside().venue();
        }
        Map<AssetName, Residence> residences = new TreeMap<>();
        for (AssetName input : transform.inputs()) {
            columns.apply(input)
                    .ifPresent(known -> residences.put(input, host.get().residence(input, known)));
        }
        if (residences.size() < transform.inputs().size()) {
            return Venue.UNDECIDED;
        }
        String sql = asset.intervals().map(query::sample).orElse(transform.sql());
        return placement
                .decide(sql, residences, workspace.engine().translator())
                .venue();
    }
}
