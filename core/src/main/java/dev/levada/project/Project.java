package dev.levada.project;

import dev.levada.api.Names;
import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A project under one environment. Its parts fit together: every name that one part uses is defined by another, and
 * assets do not depend on themselves.
 *
 * @param folder absolute
 * @param environment the environment's name, empty when none was chosen
 * @param lake where tables are kept: a folder, absolute
 * @param limits what a run may use of the machine
 * @param assets by name, in an order in which each stands after those that it depends on
 */
public record Project(
        String name,
        Path folder,
        Optional<String> environment,
        Path lake,
        Limits limits,
        Map<String, Connection> connections,
        Map<AssetName, Asset> assets,
        Secrets secrets) {

    /**
     * What a run may use of the machine.
     *
     * @param memory the engine's memory, as DuckDB spells it ({@code 4GB}, {@code 60%}); empty for the engine's default
     * @param threads the engine's threads; 0 for one per core
     */
    public record Limits(Optional<String> memory, int threads) {
        /** The engine's own defaults. */
        public static final Limits NONE = new Limits(Optional.empty(), 0);
    }

    public Project {
        connections = Collections.unmodifiableMap(new TreeMap<>(connections));
        assets = Collections.unmodifiableMap(new LinkedHashMap<>(assets));
    }

    /** Where Levada keeps what it knows about the project's runs on this machine. */
    public Path stateFolder() {
        return folder.resolve(".levada");
    }

    /** The assets that become visible together under a name, in the order of theirs. */
    public List<AssetName> release(String release) {
        return assets.values().stream()
                .filter(asset -> asset.release().equals(Optional.of(release)))
                .map(Asset::name)
                .sorted()
                .toList();
    }

    /** The assets that an asset becomes visible together with. */
    public List<AssetName> companions(Asset asset) {
        return asset.release().map(this::release).orElse(List.of()).stream()
                .filter(name -> !name.equals(asset.name()))
                .toList();
    }

    /** The asset of that name. @throws ProjectException naming the nearest one if there is none */
    public Asset asset(String text) {
        return assets.values().stream()
                .filter(asset -> asset.name().toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new ProjectException(List.of(new Problem(
                        new Position(Path.of("levada.yml"), 1, 1),
                        "project.unknown-asset",
                        "There is no asset '" + text + "'. "
                                + Names.hint(
                                        text,
                                        assets.keySet().stream()
                                                .map(AssetName::toString)
                                                .toList())))));
    }
}
