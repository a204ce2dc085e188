package dev.levada.benchmarks;

import dev.levada.benchmarks.Side.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All sides there are. */
final class Sides {
    private static final String SMALL = "1GB";

    private final Places places;
    private final Programs programs;
    private final Data data;

    private final PostgresServer server;

    Sides(Places places, Data data, PostgresServer server) {
        this.server = server;
        this.places = places;
        this.programs = new Programs(places);
        this.data = data;
    }

    List<Side> all() throws IOException {
        List<Side> sides = new ArrayList<>(List.of(
                project("pipeline", "pipeline", "Levada", "pipeline", data.sound(), List.of()),
                script("pipeline-script", "the script", "pipeline", "pipeline.sql"),
                project(
                        "pipeline-small",
                        "pipeline",
                        "Levada within 1 GB",
                        "pipeline",
                        data.sound(),
                        List.of("--env", "small")),
                script("pipeline-script-small", "the script within 1 GB", "pipeline", "pipeline.sql", SMALL),
                project("load", "load", "Levada", "load", data.sound(), List.of()),
                script("copy-typed", "`COPY`, types given", "load", "copy_typed.sql"),
                project("load-broken", "load", "Levada, 0.1 % of the rows broken", "load", data.broken(), List.of()),
                script("copy-sniffed", "`COPY`, types found out", "load", "copy_sniffed.sql"),
                check(),
                idle(),
                programs.levada(
                        "version",
                        "`levada --version`",
                        "idle",
                        5,
                        folder -> Files.createDirectories(folder),
                        List.of("--version"),
                        Programs.SILENT)));
        sides.addAll(new MergeSides(places, programs).all());
        sides.addAll(new IntervalSides(places, programs).all());
        sides.addAll(new PostgresSides(places, programs, server).all());
        sides.addAll(new PostgresWriteSides(places, programs, server).all());
        return List.copyOf(sides);
    }

    /** A run of a project of this module, from nothing. */
    private Side project(String name, String project, String title, String family, Path input, List<String> more) {
        Setup setup = folder -> {
            Folders.copy(places.benchmarks().resolve("projects").resolve(project), Folders.empty(folder));
            Files.createSymbolicLink(folder.resolve("data"), input);
        };
        List<String> arguments = new ArrayList<>(List.of("run", "--report", Programs.REPORT));
        arguments.addAll(more);
        return programs.levada(name, title, family, 1, setup, arguments, Programs.reported(places.work(name)));
    }

    private Side script(String name, String title, String family, String file, String... more) throws IOException {
        Setup setup = folder -> Files.createSymbolicLink(Folders.empty(folder).resolve("data"), data.sound());
        return new Side(
                name, title, family, 1, places.work(name), setup, programs.script(file, more), Programs.PRINTED);
    }

    private Side check() {
        Setup setup = folder -> ManyAssets.write(Folders.empty(folder), 400, 4);
        return programs.levada("check", "`levada check`", "check", 1, setup, List.of("check"), Programs.SILENT);
    }

    private Side idle() {
        Setup setup = folder -> {
            if (!Files.exists(folder.resolve(Programs.REPORT))) {
                Folders.copy(places.home().resolve("examples").resolve("shop"), Folders.empty(folder));
                Child.expect(folder, List.of(places.levada(), "run", "--report", Programs.REPORT));
            }
        };
        List<String> arguments = List.of("run", "--report", Programs.REPORT);
        return programs.levada(
                "idle",
                "`levada run`, up to date",
                "idle",
                5,
                setup,
                arguments,
                Programs.reported(places.work("idle")));
    }
}
