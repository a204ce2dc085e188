package dev.levada.project.read;

import dev.levada.problem.Position;
import dev.levada.project.AssetName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The order in which assets can be made: each after those that it depends on, by name where that leaves a choice. */
final class Order {
    /** For each asset what it depends on, with the place that says so. Names without an entry cannot be read. */
    private final Map<AssetName, Map<AssetName, Position>> edges;

    private final Problems problems;

    Order(Map<AssetName, Map<AssetName, Position>> edges, Problems problems) {
        this.edges = new TreeMap<>(edges);
        this.problems = problems;
    }

    /** All that can be ordered. Each circle is told as a problem. */
    List<AssetName> sorted() {
        Map<AssetName, Set<AssetName>> waiting = waiting();
        Map<AssetName, List<AssetName>> followers = followers(waiting);
        TreeSet<AssetName> ready = new TreeSet<>(waiting.keySet());
        ready.removeIf(name -> !waiting.getOrDefault(name, Set.of()).isEmpty());
        List<AssetName> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            AssetName next = ready.first();
            ready.remove(next);
            waiting.remove(next);
            order.add(next);
            for (AssetName follower : followers.getOrDefault(next, List.of())) {
                Set<AssetName> needed = waiting.getOrDefault(follower, Set.of());
                if (needed.remove(next) && needed.isEmpty()) {
                    ready.add(follower);
                }
            }
        }
        tellCircles(waiting);
        return order;
    }

    private static Map<AssetName, List<AssetName>> followers(Map<AssetName, Set<AssetName>> waiting) {
        Map<AssetName, List<AssetName>> followers = new TreeMap<>();
        waiting.forEach((name, needed) -> needed.forEach(before ->
                followers.computeIfAbsent(before, key -> new ArrayList<>()).add(name)));
        return followers;
    }

    private Map<AssetName, Set<AssetName>> waiting() {
        Map<AssetName, Set<AssetName>> waiting = new TreeMap<>();
        edges.forEach((name, dependencies) -> {
            Set<AssetName> needed = new TreeSet<>(dependencies.keySet());
            needed.retainAll(edges.keySet());
            waiting.put(name, needed);
        });
        return waiting;
    }

    /** What is left waits for a circle or is part of one; walking along what is needed ends in a circle. */
    private void tellCircles(Map<AssetName, Set<AssetName>> waiting) {
        Set<AssetName> seen = new HashSet<>();
        for (AssetName start : waiting.keySet()) {
            Map<AssetName, Integer> steps = new LinkedHashMap<>();
            AssetName at = start;
            while (!seen.contains(at) && !steps.containsKey(at)) {
                steps.put(at, steps.size());
                at = waiting.getOrDefault(at, Set.of()).iterator().next();
            }
            if (!seen.contains(at)) {
                List<AssetName> path = new ArrayList<>(steps.keySet());
                tell(path.subList(steps.getOrDefault(at, 0), path.size()));
            }
            seen.addAll(steps.keySet());
        }
    }

    private void tell(List<AssetName> circle) {
        int first = circle.indexOf(new TreeSet<>(circle).first());
        List<AssetName> path = new ArrayList<>(circle.subList(first, circle.size()));
        path.addAll(circle.subList(0, first));
        path.add(path.get(0));
        Position position = edges.getOrDefault(path.get(0), Map.of()).get(path.get(1));
        if (position != null) {
            problems.add(
                    position,
                    "cycle",
                    "Assets depend on each other in a circle: "
                            + path.stream().map(AssetName::toString).collect(Collectors.joining(" → ")) + ".");
        }
    }
}
