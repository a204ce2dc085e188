package dev.levada.project.reference;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code levada.yml} may say, with the given connectors. */
public final class ProjectSettings {
    private final Map<String, Connector> connectors;
    private final Set<String> storeTypes;

    /** @param connectors by the word that a connection's {@code type} names them by */
    public ProjectSettings(Map<String, Connector> connectors) {
        this(connectors, Set.of());
    }

    /** @param storeTypes of the connections that tables can live in */
    public ProjectSettings(Map<String, Connector> connectors, Set<String> storeTypes) {
        this.connectors = new TreeMap<>(connectors);
        this.storeTypes = new TreeSet<>(storeTypes);
    }

    /** The types of connections that tables can live in, in the order of their names. */
    public Set<String> storeTypes() {
        return new TreeSet<>(storeTypes);
    }

    /** The connectors, by type and in its order. */
    public Map<String, Connector> connectors() {
        return new TreeMap<>(connectors);
    }

    /** All keys of the project file. */
    public List<Setting> all() {
        List<Setting> all = new ArrayList<>(inEffect());
        all.add(Setting.map(
                "environments",
                new Shape.Keys(overrides()),
                "Named overrides, such as `dev` and `prod`, chosen with `--env`. What an environment leaves"
                        + " out is taken from the rest of the file; connections are merged key by key, unless"
                        + " their `type` changes."));
        return all;
    }

    /** The keys that remain once an environment is chosen. */
    public List<Setting> inEffect() {
        List<Setting> settings = new ArrayList<>();
        settings.add(Setting.text("name", "The project's name: lower-case letters, digits, '_' and '-'.")
                .mandatory());
        settings.add(Setting.text("description", "What the project is for."));
        settings.add(Setting.text("lake", "The folder that keeps the tables, relative to the project's folder.")
                .defaultingTo(".levada/lake"));
        settings.add(connections());
        settings.add(variables());
        settings.add(limits());
        settings.add(pushdown().defaultingTo("auto"));
        return settings;
    }

    /** The keys of an environment. A connection may be given in part there, so its keys are checked once it is merged. */
    public List<Setting> overrides() {
        return List.of(
                Setting.text("lake", "The folder that keeps the tables of this environment."),
                Setting.map(
                        "connections", new Shape.MapOf(anything()), "Connections, or the keys of them that differ."),
                variables(),
                limits(),
                pushdown());
    }

    private Setting connections() {
        Map<String, List<Setting>> byType = new LinkedHashMap<>();
        connectors.forEach((type, connector) -> byType.put(type, connector.connectionSettings()));
        Setting type = Setting.text("type", "What kind of system it is.").mandatory();
        return Setting.map(
                "connections", new Shape.Kinds(type, "connection type", byType), "The outside systems, by name.");
    }

    private static Setting variables() {
        return Setting.map(
                "variables", new Shape.Scalar(), "Values by name, for `$name` in SQL and `${var:name}` anywhere else.");
    }

    private static Setting limits() {
        return Setting.keys(
                "limits",
                List.of(
                        Setting.text("memory", "The engine's memory, such as `4GB` or `60%` of the machine's."),
                        Setting.whole("threads", 1, 1024, "The engine's threads. One per core unless given.")),
                "What a run may use of the machine.");
    }

    private static Setting pushdown() {
        return AssetSettings.pushdown(" An asset may say otherwise.");
    }

    static Shape anything() {
        return new Shape.AnyOf(
                List.of(new Shape.Scalar(), new Shape.ListOf(new Shape.Scalar()), new Shape.MapOf(new Shape.Scalar())));
    }
}
