package dev.levada.run;

import dev.levada.engine.Session;
import dev.levada.problem.Problem;
import dev.levada.project.Asset;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Checks that a project fits together down to its columns, without touching data. Used by one thread. */
public final class Binder {
    /** More would wait for each other when they declare tables. */
    private static final int MOST_WORKERS = 8;

    private final Workspace workspace;
    private List<String> notices = List.of();

    public Binder(Workspace workspace) {
        this.workspace = workspace;
    }

    /** All that is wrong, in the order of places. */
    public List<Problem> check() {
        Collection<Asset> assets = workspace.project().assets().values();
        try (Sources sources = new Sources(workspace)) {
            Binding binding = new Binding(workspace, sources);
            List<Bound> bound = bind(assets, binding);
            if (bound.stream().anyMatch(asset -> !asset.problems().isEmpty())) {
                bound = retell(assets, bound, binding);
            }
            notices = bound.stream().flatMap(asset -> asset.notices().stream()).toList();
            return bound.stream()
                    .flatMap(asset -> asset.problems().stream())
                    .distinct()
                    .sorted(Comparator.comparing(Problem::position))
                    .toList();
        }
    }

    private List<Bound> bind(Collection<Asset> assets, Binding binding) {
        int threads = workspace.project().limits().threads();
        int cores = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        try (BindingCrew crew = new BindingCrew(workspace.engine(), Math.min(MOST_WORKERS, cores))) {
            return crew.work(assets, binding::bind);
        }
    }

    private List<Bound> retell(Collection<Asset> assets, List<Bound> bound, Binding binding) {
        try (Session session = workspace.engine().session()) {
            List<Bound> retold = new ArrayList<>();
            Iterator<Bound> found = bound.iterator();
            assets.forEach(asset -> retold.add(binding.retell(asset, found.next(), session)));
            return retold;
        }
    }

    /** What the last check could not look at. */
    public List<String> notices() {
        return notices;
    }
}
