package dev.levada.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.benchmarks.Side.Own;
import dev.levada.benchmarks.Side.Setup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All sides there are. */
final class Sides {
    private static final String REPORT = "report.json";
    private static final String SMALL = "1GB";
    private static final Own SAYS_NOTHING = child -> OptionalDouble.empty();

    private final Places places;
    private final Data data;

    Sides(Places places, Data data) {
        this.places = places;
        this.data = data;
    }

    List<Side> all() throws IOException {
        return List.of(
                project("pipeline", "pipeline", "Levada", "pipeline", data.sound(), List.of()),
                script("pipeline-script", "the script", "pipeline", "pipeline.sql", List.of()),
                project(
                        "pipeline-small",
                        "pipeline",
                        "Levada within 1 GB",
                        "pipeline",
                        data.sound(),
                        List.of("--env", "small")),
                script("pipeline-script-small", "the script within 1 GB", "pipeline", "pipeline.sql", List.of(SMALL)),
                project("load", "load", "Levada", "load", data.sound(), List.of()),
                script("copy-typed", "`COPY`, types given", "load", "copy_typed.sql", List.of()),
                project("load-broken", "load", "Levada, 0.1 % of the rows broken", "load", data.broken(), List.of()),
                script("copy-sniffed", "`COPY`, types found out", "load", "copy_sniffed.sql", List.of()),
                check(),
                idle(),
                levada(
                        "version",
                        "`levada --version`",
                        "idle",
                        5,
                        folder -> Files.createDirectories(folder),
                        List.of("--version"),
                        SAYS_NOTHING));
    }

    /** A run of a project of this module, from nothing. */
    private Side project(String name, String project, String title, String family, Path input, List<String> more) {
        Setup setup = folder -> {
            Folders.copy(places.benchmarks().resolve("projects").resolve(project), Folders.empty(folder));
            Files.createSymbolicLink(folder.resolve("data"), input);
        };
        List<String> arguments = new ArrayList<>(List.of("run", "--report", REPORT));
        arguments.addAll(more);
        Path report = places.work(name).resolve(REPORT);
        return levada(name, title, family, 1, setup, arguments, child -> secondsOf(report));
    }

    private Side script(String name, String title, String family, String file, List<String> more) throws IOException {
        Setup setup = folder -> Files.createSymbolicLink(Folders.empty(folder).resolve("data"), data.sound());
        List<String> command = new ArrayList<>(List.of(places.java(), "-cp", scriptPath(), Script.class.getName()));
        command.add(places.benchmarks().resolve("scripts").resolve(file).toString());
        command.addAll(more);
        Own own = child -> child.output()
                .lines()
                .filter(line -> line.startsWith(Script.SECONDS))
                .mapToDouble(line -> Double.parseDouble(line.substring(Script.SECONDS.length())))
                .findFirst();
        return new Side(name, title, family, 1, places.work(name), setup, command, own);
    }

    private Side check() {
        Setup setup = folder -> ManyAssets.write(Folders.empty(folder), 400, 4);
        return levada("check", "`levada check`", "check", 1, setup, List.of("check"), SAYS_NOTHING);
    }

    private Side idle() {
        Setup setup = folder -> {
            if (!Files.exists(folder.resolve(REPORT))) {
                Folders.copy(places.home().resolve("examples").resolve("shop"), Folders.empty(folder));
                Child.expect(folder, List.of(places.levada(), "run", "--report", REPORT));
            }
        };
        Path report = places.work("idle").resolve(REPORT);
        List<String> arguments = List.of("run", "--report", REPORT);
        return levada("idle", "`levada run`, up to date", "idle", 5, setup, arguments, child -> secondsOf(report));
    }

    private Side levada(
            String name, String title, String family, int fewest, Setup setup, List<String> arguments, Own own) {
        List<String> command = new ArrayList<>(List.of(places.levada()));
        command.addAll(arguments);
        return new Side(name, title, family, fewest, places.work(name), setup, command, own);
    }

    private static OptionalDouble secondsOf(Path report) throws IOException {
        return OptionalDouble.of(
                new ObjectMapper().readTree(report.toFile()).required("seconds").doubleValue());
    }

    /** This module's classes, and the very driver that Levada runs on, whose library lies unpacked beside it. */
    private String scriptPath() throws IOException {
        try (Stream<Path> jars = Files.list(places.home().resolve("cli/target/levada/lib"))) {
            String driver = jars.map(Path::toString)
                    .filter(jar -> jar.contains("duckdb_jdbc-"))
                    .collect(Collectors.joining(File.pathSeparator));
            return places.benchmarks().resolve("target/classes") + File.pathSeparator + driver;
        }
    }
}
