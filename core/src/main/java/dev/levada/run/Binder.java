package dev.levada.run;

import dev.levada.engine.Session;
import dev.levada.problem.Problem;
import dev.levada.project.Asset;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.List;

/** Checks that a project fits together down to its columns, without touching data. Used by one thread. */
public final class Binder {
    private final Workspace workspace;
    private List<String> notices = List.of();

    public Binder(Workspace workspace) {
        this.workspace = workspace;
    }

    /** All that is wrong, in the order of places. */
    public List<Problem> check() {
        try (Sources sources = new Sources(workspace);
                Session session = workspace.engine().session()) {
            Binding binding = new Binding(workspace, sources, session);
            for (Asset asset : workspace.project().assets().values()) {
                binding.bind(asset);
            }
            notices = binding.notices();
            return binding.problems();
        }
    }

    /** What the last check could not look at. */
    public List<String> notices() {
        return notices;
    }
}
