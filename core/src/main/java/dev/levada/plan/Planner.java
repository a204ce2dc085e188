package dev.levada.plan;

import dev.levada.project.Asset;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;

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
        try (Sources sources = new Sources(workspace)) {
            Draft draft = new Draft(workspace, sources, selection.extent());
            for (Asset asset : new Selector(workspace.project()).select(selection)) {
                draft.add(asset);
            }
            return draft.plan();
        }
    }
}
