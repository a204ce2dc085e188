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

/** The programs that sides run, and how they tell what they took. */
record Programs(Places places) {
    /** The file that a measured run of Levada writes its outcome to. */
    static final String REPORT = "report.json";

    /** Of a program that prints a line such as {@code seconds 1.234}. */
    static final Own PRINTED = child -> child.output()
            .lines()
            .filter(line -> line.startsWith(Script.SECONDS))
            .mapToDouble(line -> Double.parseDouble(line.substring(Script.SECONDS.length())))
            .findFirst();

    /** Of a program that does not tell. */
    static final Own SILENT = child -> OptionalDouble.empty();

    /** Of a run of Levada that wrote its report into a folder. */
    static Own reported(Path folder) {
        return child -> OptionalDouble.of(new ObjectMapper()
                .readTree(folder.resolve(REPORT).toFile())
                .required("seconds")
                .doubleValue());
    }

    /** What Spark needs of a Java that keeps its modules closed. */
    private static final List<String> OPENED = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar")
            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
            .toList();

    /** A side that is started by the launcher, as users start it. */
    Side levada(String name, String title, String family, int fewest, Setup setup, List<String> arguments, Own own) {
        List<String> command = new ArrayList<>(List.of(places.levada()));
        command.addAll(arguments);
        return new Side(name, title, family, fewest, places.work(name), setup, command, own);
    }

    /** The command that executes a SQL file of this module, with further arguments. */
    List<String> script(String file, String... more) throws IOException {
        List<String> command = java(
                Script.class,
                places.benchmarks().resolve("scripts").resolve(file).toString());
        command.addAll(List.of(more));
        return command;
    }

    /** The command that runs a program of this module. */
    List<String> java(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(places.java(), "-cp", scriptPath(), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The command that runs a program of the module {@code spark}. */
    List<String> spark(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(places.java(), "-Xmx8g"));
        command.addAll(OPENED);
        command.addAll(List.of(
                "-cp",
                places.benchmarks().resolve("spark/target/classes") + ":"
                        + places.benchmarks().resolve("spark/target/lib") + "/*",
                program));
        command.addAll(List.of(arguments));
        return command;
    }

    /** This module's classes, and the very drivers that Levada runs on; DuckDB's library lies unpacked beside its own. */
    private String scriptPath() throws IOException {
        try (Stream<Path> jars = Files.list(places.home().resolve("cli/target/levada/lib"))) {
            String drivers = jars.map(Path::toString)
                    .filter(jar -> jar.contains("duckdb_jdbc-") || jar.contains("/postgresql-"))
                    .collect(Collectors.joining(File.pathSeparator));
            return places.benchmarks().resolve("target/classes") + File.pathSeparator + drivers;
        }
    }
}
