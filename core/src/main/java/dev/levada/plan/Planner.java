package dev.levada.plan;

import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.Map;
import java.util.Set;

/** Decides what must be made. Looks at files, tables and sources, and changes none of them. */
public final class Planner {
    private final Workspace workspace;

    public Planner(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What would run for a selection, and why.
     *
     * @throws dev.levada.api.LevadaException if a selector names nothing, a source cannot be reached, or something that
     *     is needed was never made and is not selected
     */
    public Plan plan(Selection selection) {
        try (Sources sources = new Sources(workspace);
                Draft draft = new Draft(workspace, sources, selection.extent(), Map.of())) {
            for (Asset asset : new Selector(workspace.project()).select(selection)) {
                draft.add(asset);
            }
            return draft.plan();
        }
    }

    /**
     * What would run to fill a range of time of an asset, and why.
     *
     * @throws dev.levada.api.LevadaException as {@link #plan} does, and if the asset is not made interval by interval
     */
    public Plan backfill(Backfill backfill) {
        Map<AssetName, Demand> demands = new BackfillDemands(workspace.project(), backfill).demands();
        try (Sources sources = new Sources(workspace);
                Draft draft = new Draft(workspace, sources, Selection.Extent.STALE, demands)) {
            workspace.project().assets().values().stream()
                    .filter(asset -> demands.containsKey(asset.name()))
                    .forEach(draft::add);
            return draft.plan();
        }
    }

    /** The assets that a backfill may make. */
    public Set<AssetName> assets(Backfill backfill) {
        return Set.copyOf(
                new BackfillDemands(workspace.project(), backfill).demands().keySet());
    }
}
