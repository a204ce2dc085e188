package dev.levada.plan;

import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The versions of the tables that an asset's rows were made from: the query's inputs and what rules look values up in. */
public record Inputs(Map<AssetName, Long> versions) {
    public Inputs {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** Reads what {@link #fact} wrote. */
    public static Inputs parse(String fact) {
        Map<AssetName, Long> versions = new TreeMap<>();
        for (String part : fact.isEmpty() ? new String[0] : fact.split(",", -1)) {
            int equals = part.indexOf('=');
            versions.put(AssetName.parse(part.substring(0, equals)), Long.valueOf(part.substring(equals + 1)));
        }
        return new Inputs(versions);
    }

    /** As it is kept with a commit. */
    public String fact() {
        return versions.entrySet().stream()
                .map(input -> input.getKey() + "=" + input.getValue())
                .collect(Collectors.joining(","));
    }

    /** The names of the inputs that were recorded with another version, or not at all. */
    public List<String> changedSince(Inputs recorded) {
        return versions.entrySet().stream()
                .filter(input -> !input.getValue().equals(recorded.versions.get(input.getKey())))
                .map(input -> input.getKey().toString())
                .toList();
    }

    /** The assets that decide what an asset's rows are. Checks look at more, but change no row. */
    public static Set<AssetName> namesOf(Asset asset) {
        Set<AssetName> names = new TreeSet<>();
        if (asset.making() instanceof Making.Transform transform) {
            names.addAll(transform.inputs());
        }
        for (Rule rule : asset.contract().rules()) {
            if (rule.test() instanceof Test.References references) {
                names.add(AssetName.parse(references.asset()));
            }
        }
        return assets(asset, names);
    }

    /** The assets that must have been made before this one. */
    public static Set<AssetName> dependenciesOf(Asset asset) {
        return assets(asset, asset.dependencies());
    }

    /** A quarantine changes in the commits of its asset, so the asset's version stands for both. */
    private static Set<AssetName> assets(Asset asset, Collection<AssetName> names) {
        return names.stream()
                .map(owner())
                .filter(name -> !name.equals(asset.name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Function<AssetName, AssetName> owner() {
        String suffix = AssetName.QUARANTINE_SUFFIX;
        return name -> name.schema().endsWith(suffix)
                ? new AssetName(name.schema().substring(0, name.schema().length() - suffix.length()), name.table())
                : name;
    }
}
