package dev.levada.project.read;

import dev.levada.api.Names;
import dev.levada.problem.Position;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks up what assets name of each other, and puts them in an order in which each can be made. */
final class Linker {
    private final Set<AssetName> names;
    private final Problems problems;

    /** @param names all assets, also those whose files cannot be read */
    Linker(Set<AssetName> names, Problems problems) {
        this.names = new TreeSet<>(names);
        this.problems = problems;
    }

    /** By name, each after those that it depends on; incomplete when there are problems. */
    Map<AssetName, Asset> link(Collection<Draft> drafts) {
        Map<AssetName, Asset> assets = new TreeMap<>();
        Map<AssetName, Map<AssetName, Position>> edges = new TreeMap<>();
        Map<AssetName, EventTime> times = new TreeMap<>();
        drafts.forEach(draft -> draft.time().ifPresent(time -> times.put(draft.name(), time)));
        for (Draft draft : drafts) {
            Map<AssetName, Position> dependencies = new LinkedHashMap<>();
            Set<AssetName> inputs = new TreeSet<>();
            for (Link link : draft.links()) {
                resolve(link, draft, inputs).ifPresent(name -> dependencies.putIfAbsent(name, link.position()));
            }
            edges.put(draft.name(), dependencies);
            assets.put(draft.name(), draft.linked(inputs, dependencies.keySet(), times));
        }
        List<AssetName> order = new Order(edges, problems).sorted();
        Map<AssetName, Asset> sorted = new LinkedHashMap<>();
        order.forEach(name -> Optional.ofNullable(assets.get(name)).ifPresent(asset -> sorted.put(name, asset)));
        new ReleaseOrder(sorted.values(), problems).demandNoCycle();
        return sorted;
    }

    /** The asset that a link makes its asset depend on, if any. */
    private Optional<AssetName> resolve(Link link, Draft draft, Set<AssetName> inputs) {
        Optional<AssetName> table = tableName(link);
        Optional<AssetName> asset = table.flatMap(this::asset);
        if (table.isPresent() && asset.isEmpty()) {
            unknown(link, table.get());
        }
        if (asset.isEmpty()) {
            return Optional.empty();
        }
        if (link.reason() == Link.Reason.QUERY) {
            inputs.add(table.get());
            return asset;
        }
        return asset.filter(name -> !name.equals(draft.name()));
    }

    /** A name of one part is left to whoever runs the query. */
    private Optional<AssetName> tableName(Link link) {
        String table = link.table().replace("\"", "");
        long dots = table.chars().filter(c -> c == '.').count();
        if (dots == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(AssetName.parse(table));
        } catch (IllegalArgumentException e) {
            problems.add(
                    link.position(),
                    "unknown-asset",
                    "'" + link.table() + "' does not name an asset: assets are named schema.table.");
            return Optional.empty();
        }
    }

    private Optional<AssetName> asset(AssetName table) {
        if (names.contains(table)) {
            return Optional.of(table);
        }
        return names.stream().filter(name -> name.quarantine().equals(table)).findFirst();
    }

    private void unknown(Link link, AssetName table) {
        List<String> known = names.stream().map(AssetName::toString).toList();
        String hint = Names.nearest(table.toString(), known)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
        problems.add(link.position(), "unknown-asset", "There is no asset '" + table + "'." + hint);
    }
}
