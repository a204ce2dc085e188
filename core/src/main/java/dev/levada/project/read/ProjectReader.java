package dev.levada.project.read;

import dev.levada.api.Blame;
import dev.levada.api.Connector;
import dev.levada.api.LevadaException;
import dev.levada.problem.ProjectException;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import dev.levada.project.Secrets;
import dev.levada.project.SqlParser;
import dev.levada.project.read.Yaml.Mapping;
import dev.levada.project.reference.ProjectSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads projects. Stateless; one reader serves the whole program. The parser and the environment are asked by several threads
 * at the same time.
 */
public final class ProjectReader {
    private final ProjectSettings settings;
    private final SqlParser sql;
    private final Function<String, @Nullable String> environmentVariables;

    /**
     * @param connectors by type
     * @param environmentVariables the value of an environment variable, null if it is not set
     */
    public ProjectReader(
            Map<String, Connector> connectors, SqlParser sql, Function<String, @Nullable String> environmentVariables) {
        this(new ProjectSettings(connectors), sql, environmentVariables);
    }

    /** @param settings what project files may say */
    public ProjectReader(
            ProjectSettings settings, SqlParser sql, Function<String, @Nullable String> environmentVariables) {
        this.settings = settings;
        this.sql = sql;
        this.environmentVariables = environmentVariables;
    }

    /** The nearest folder, from there upwards, that holds a project. */
    public static Optional<Path> find(Path from) {
        for (Path folder = from.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (isProject(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static boolean isProject(Path folder) {
        return Files.isRegularFile(folder.resolve(ProjectFile.NAME));
    }

    /**
     * Reads the project in a folder.
     *
     * @param environment the chosen environment; empty for what the project file says by itself
     * @throws ProjectException with all that is wrong with the project
     * @throws LevadaException with the code {@code project.not-found} if the folder holds no project
     */
    public Project read(Path folder, Optional<String> environment) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!isProject(absolute)) {
            throw new LevadaException(
                    "project.not-found",
                    Blame.PROJECT,
                    "There is no " + ProjectFile.NAME + " in " + absolute + ". Go to a project's folder, or make a"
                            + " project with `levada init`.");
        }
        return new Reading(absolute, environment).project();
    }

    /** The reading of one project. */
    private final class Reading {
        private final Path folder;
        private final Optional<String> environment;
        private final Problems problems = new Problems();
        private final Set<String> secrets = ConcurrentHashMap.newKeySet();
        private final Map<String, Variable> variables = new LinkedHashMap<>();

        Reading(Path folder, Optional<String> environment) {
            this.folder = folder;
            this.environment = environment;
        }

        Project project() {
            Optional<Basics> basics = basics();
            Map<AssetName, Asset> assets = basics.map(this::assets).orElse(Map.of());
            Secrets hidden = new Secrets(secrets);
            if (basics.isEmpty() || !problems.isEmpty()) {
                throw new ProjectException(problems.hiding(hidden));
            }
            Basics read = basics.get();
            return new Project(
                    read.name(), folder, environment, read.lake(), read.limits(), read.connections(), assets, hidden);
        }

        /** What the project file says; empty, after a problem was told, if it cannot be read at all. */
        private Optional<Basics> basics() {
            VariablesReader variablesReader = new VariablesReader(variables, references(problems), problems);
            ProjectFile file = new ProjectFile(folder, settings, shapes(problems), variablesReader, problems);
            return TextFile.read(folder, Path.of(ProjectFile.NAME), problems)
                    .flatMap(source -> new YamlReader(source, problems).read())
                    .map(yaml -> yaml instanceof Mapping mapping ? mapping : notAMapping(yaml))
                    .map(mapping -> file.read(mapping, environment));
        }

        private Mapping notAMapping(Yaml yaml) {
            problems.add(yaml.position(), "wrong-type", "The project file must hold keys, such as 'name: shop'.");
            return new Mapping(Map.of(), yaml.position());
        }

        /** Each file is read by itself, on all cores; what is wrong is told in the order of the files. */
        private Map<AssetName, Asset> assets(Basics basics) {
            List<AssetFile> files = new AssetFiles(folder, problems).find();
            AssetReader.Accepted accepted = AssetReader.Accepted.with(basics);
            List<FileReading> readings = files.parallelStream()
                    .map(file -> read(file, basics, accepted))
                    .toList();
            readings.forEach(reading -> problems.addAll(reading.problems()));
            Set<AssetName> names = files.stream().map(AssetFile::name).collect(Collectors.toCollection(TreeSet::new));
            List<Draft> drafts = readings.stream()
                    .flatMap(reading -> reading.draft().stream())
                    .toList();
            Map<AssetName, Asset> assets = new Linker(names, problems).link(drafts);
            assets.values().forEach(new IntervalRules(sql, problems)::test);
            return assets;
        }

        private FileReading read(AssetFile file, Basics basics, AssetReader.Accepted accepted) {
            Problems found = new Problems();
            SqlReader sqlReader = new SqlReader(sql, variables, found);
            AssetReader reader = new AssetReader(folder, basics, accepted, shapes(found), sqlReader, found);
            return new FileReading(reader.read(file), found);
        }

        private ShapeReader shapes(Problems found) {
            return new ShapeReader(references(found), secrets, found);
        }

        private References references(Problems found) {
            return new LiveReferences(folder, environmentVariables, variables, secrets, found);
        }
    }

    /** What came of one asset's file. */
    private record FileReading(Optional<Draft> draft, Problems problems) {}
}
