package dev.levada.project.read;

import dev.levada.api.Connector;
import dev.levada.api.Names;
import dev.levada.project.Connection;
import dev.levada.project.Project.Limits;
import dev.levada.project.Pushdown;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Value.Single;
import dev.levada.project.read.Yaml.Mapping;
import dev.levada.project.reference.ProjectSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what {@code levada.yml} says. */
final class ProjectFile {
    static final String NAME = "levada.yml";

    private static final Label LABEL = Label.of("the project file");
    private static final Pattern PROJECT_NAME = Pattern.compile("[a-z0-9_-]+");
    private static final Pattern MEMORY =
            Pattern.compile("\\d+(\\.\\d+)?\\s*(B|[KMGT]i?B|%)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_WORD = 128;

    private final Path folder;
    private final ProjectSettings settings;
    private final ShapeReader shapes;
    private final VariablesReader variables;
    private final Problems problems;

    /** @param shapes with the references of the variables that {@code variables} reads */
    ProjectFile(
            Path folder, ProjectSettings settings, ShapeReader shapes, VariablesReader variables, Problems problems) {
        this.folder = folder;
        this.settings = settings;
        this.shapes = shapes;
        this.variables = variables;
        this.problems = problems;
    }

    Basics read(Mapping file, Optional<String> environment) {
        Environments environments = new Environments(file);
        environment.filter(name -> !environments.names().contains(name)).ifPresent(name -> unknown(name, environments));
        checkOthers(file, environments, environment);
        Mapping mapping = environment.map(environments::under).orElseGet(environments::base);
        Map<String, Variable> known = variables.read(mapping);
        Group group = shapes.group(mapping, settings.all(), LABEL);
        return basics(group, mapping, known);
    }

    private void unknown(String name, Environments environments) {
        problems.add(
                environments.position(),
                "unknown-environment",
                "There is no environment '" + name + "'. " + Names.hint(name, environments.names()));
    }

    /** Environments that aren't chosen must fit too, but what they refer to need not be there. */
    private void checkOthers(Mapping file, Environments environments, Optional<String> chosen) {
        ShapeReader lenient = new ShapeReader(References.ignored(), new LinkedHashSet<>(), problems);
        Label label = LABEL.child("environments");
        if (environments.all().isEmpty()) {
            file.value("environments").ifPresent(yaml -> lenient.group(yaml, List.of(), label));
        }
        environments
                .all()
                .ifPresent(all ->
                        all.entries().forEach((name, entry) -> checkKeys(lenient, entry.value(), label.child(name))));
        environments.names().stream()
                .filter(name -> !chosen.equals(Optional.of(name)))
                .forEach(name -> lenient.group(environments.under(name), settings.all(), LABEL));
    }

    /** The values are checked where they end up, once they are merged. */
    private void checkKeys(ShapeReader lenient, Yaml environment, Label label) {
        if (environment instanceof Mapping mapping) {
            lenient.unknownKeys(mapping, settings.overrides(), label);
        } else {
            lenient.group(environment, settings.overrides(), label);
        }
    }

    private Basics basics(Group group, Mapping mapping, Map<String, Variable> known) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        Map<String, Connector> connectors = new LinkedHashMap<>();
        Group read = group.group("connections").orElseGet(() -> Group.empty(group.position()));
        read.values().forEach((name, value) -> {
            Group connection = (Group) value;
            connection.text("type").ifPresent(type -> {
                connections.put(
                        name,
                        new Connection(name, type, connection.without("type").settings(), read.keyPosition(name)));
                Optional.ofNullable(settings.connectors().get(type))
                        .ifPresent(connector -> connectors.put(name, connector));
            });
        });
        Set<String> broken = new LinkedHashSet<>(mapping.mapping("connections")
                .map(all -> all.entries().keySet())
                .orElse(Set.of()));
        broken.removeAll(connectors.keySet());
        return new Basics(
                name(group),
                lake(group),
                limits(group),
                group.text("pushdown").map(Words::pushdown).orElse(Pushdown.AUTO),
                connections,
                connectors,
                settings.storeTypes(),
                broken,
                known);
    }

    private String name(Group group) {
        group.single("name")
                .filter(name -> !PROJECT_NAME.matcher(name.text()).matches()
                        || name.text().length() > LONGEST_WORD)
                .ifPresent(name -> problems.add(
                        name.position(),
                        "bad-name",
                        "'" + name.text() + "' cannot name a project: use lower-case letters, digits, '_' and '-'."));
        return group.text("name").orElse("");
    }

    private Path lake(Group group) {
        Path fallback = folder.resolve(".levada").resolve("lake");
        return group.single("lake")
                .map(lake -> LakePath.read(lake, folder, problems))
                .orElse(fallback);
    }

    private Limits limits(Group group) {
        Group limits = group.group("limits").orElseGet(() -> Group.empty(group.position()));
        Optional<Single> memory = limits.single("memory");
        memory.filter(value -> !MEMORY.matcher(value.text().strip()).matches())
                .ifPresent(value -> problems.add(
                        value.position(),
                        "wrong-type",
                        "'limits.memory' must be an amount such as '4GB' or '60%', but is '" + value.shown() + "'."));
        int threads = limits.plain("threads", Long.class).map(Long::intValue).orElse(0);
        return new Limits(memory.map(value -> value.text().strip()), threads);
    }
}
