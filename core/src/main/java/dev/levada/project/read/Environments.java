package dev.levada.project.read;

import dev.levada.problem.Position;
import dev.levada.project.read.Yaml.Entry;
import dev.levada.project.read.Yaml.Mapping;
import dev.levada.project.read.Yaml.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environments of a project file, each merged over the rest of it. Every part keeps the place it came from. */
final class Environments {
    private static final List<String> OVERRIDABLE = List.of("lake", "variables", "limits");
    private static final String KEY = "environments";

    private final Mapping file;

    Environments(Mapping file) {
        this.file = file;
    }

    /** The overrides by environment, as they are written. */
    Optional<Mapping> all() {
        return file.mapping(KEY);
    }

    Set<String> names() {
        return all().map(mapping -> mapping.entries().keySet()).orElse(Set.of());
    }

    /** Where the environments are, or would be. */
    Position position() {
        Entry entry = file.entries().get(KEY);
        return entry == null ? file.position() : entry.position();
    }

    /** What holds without an environment. */
    Mapping base() {
        Map<String, Entry> entries = new LinkedHashMap<>(file.entries());
        entries.computeIfPresent(
                KEY, (key, entry) -> new Entry(entry.position(), new Mapping(Map.of(), entry.position())));
        return new Mapping(entries, file.position());
    }

    /** What holds under an environment. */
    Mapping under(String name) {
        Optional<Mapping> overrides = all().flatMap(mapping -> mapping.mapping(name));
        return overrides.map(this::merged).orElseGet(this::base);
    }

    private Mapping merged(Mapping overrides) {
        Map<String, Entry> entries = new LinkedHashMap<>(base().entries());
        for (String key : OVERRIDABLE) {
            Entry override = overrides.entries().get(key);
            if (override != null) {
                entries.merge(key, override, Environments::deep);
            }
        }
        Entry connections = overrides.entries().get("connections");
        if (connections != null) {
            entries.merge("connections", connections, Environments::connections);
        }
        return new Mapping(entries, file.position());
    }

    private static Entry connections(Entry base, Entry override) {
        if (!(base.value() instanceof Mapping below) || !(override.value() instanceof Mapping above)) {
            return override;
        }
        Map<String, Entry> merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((name, entry) -> merged.merge(name, entry, Environments::connection));
        return new Entry(override.position(), new Mapping(merged, above.position()));
    }

    private static Entry connection(Entry base, Entry override) {
        Optional<String> before = type(base);
        Optional<String> after = type(override);
        return after.isPresent() && !after.equals(before) ? override : deep(base, override);
    }

    private static Optional<String> type(Entry connection) {
        return connection.value() instanceof Mapping mapping
                ? mapping.value("type").filter(Scalar.class::isInstance).map(type -> ((Scalar) type).text())
                : Optional.empty();
    }

    private static Entry deep(Entry base, Entry override) {
        if (!(base.value() instanceof Mapping below) || !(override.value() instanceof Mapping above)) {
            return override;
        }
        Map<String, Entry> merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((key, entry) -> merged.merge(key, entry, Environments::deep));
        return new Entry(override.position(), new Mapping(merged, above.position()));
    }
}
