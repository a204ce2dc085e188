package dev.levada.plan;

import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which assets are made from which. */
final class Lineage {
    private final Map<AssetName, Set<AssetName>> up = new HashMap<>();
    private final Map<AssetName, Set<AssetName>> down = new HashMap<>();

    Lineage(Collection<Asset> assets) {
        for (Asset asset : assets) {
            for (AssetName input : Inputs.dependenciesOf(asset)) {
                up.computeIfAbsent(asset.name(), name -> new HashSet<>()).add(input);
                down.computeIfAbsent(input, name -> new HashSet<>()).add(asset.name());
            }
        }
    }

    /** What the assets are made from, in so many steps. */
    Set<AssetName> ancestors(Set<AssetName> of, int steps) {
        return reach(up, of, steps);
    }

    /** What is made from the assets, in so many steps. */
    Set<AssetName> descendants(Set<AssetName> of, int steps) {
        return reach(down, of, steps);
    }

    private static Set<AssetName> reach(Map<AssetName, Set<AssetName>> edges, Set<AssetName> from, int steps) {
        Set<AssetName> reached = new HashSet<>();
        Set<AssetName> frontier = from;
        for (int step = 0; step < steps && !frontier.isEmpty(); step++) {
            Set<AssetName> next = new HashSet<>();
            frontier.forEach(name -> next.addAll(edges.getOrDefault(name, Set.of())));
            next.removeAll(reached);
            reached.addAll(next);
            frontier = next;
        }
        return reached;
    }
}
