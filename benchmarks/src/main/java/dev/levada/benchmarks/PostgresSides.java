package dev.levada.benchmarks;

import dev.levada.benchmarks.Side.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sides that read a large table of a PostgreSQL server. */
final class PostgresSides {
    private final Places places;
    private final Programs programs;
    private final PostgresServer server;

    PostgresSides(Places places, Programs programs, PostgresServer server) {
        this.places = places;
        this.programs = programs;
        this.server = server;
    }

    List<Side> all() throws IOException {
        return List.of(levada(), drain(), spark());
    }

    private Side levada() {
        String name = "postgres-read";
        Setup setup = folder -> {
            Folders.copy(places.benchmarks().resolve("projects").resolve("postgres"), Folders.empty(folder));
            Path project = folder.resolve("levada.yml");
            Files.writeString(project, Files.readString(project).replace("port: 1,", "port: " + server.port() + ","));
        };
        return programs.levada(
                name,
                "Levada",
                name,
                3,
                setup,
                List.of("run", "--report", Programs.REPORT),
                Programs.reported(places.work(name)));
    }

    private Side drain() throws IOException {
        return side("postgres-drain", "`COPY` to nowhere", 3, programs.java(Drain.class));
    }

    private Side spark() throws IOException {
        return side(
                "postgres-spark", "Spark's JDBC source", 1, programs.spark("dev.levada.benchmarks.spark.ReadTable"));
    }

    /** A program that takes a file with the database's URL, as the server's port is known once it runs, and the table. */
    private Side side(String name, String title, int fewest, List<String> program) {
        Path url = places.work(name).resolve("url");
        Setup setup =
                folder -> Files.writeString(Folders.empty(folder).resolve("url"), server.url(PostgresServer.DATABASE));
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(url.toString(), PostgresServer.TABLE));
        return new Side(name, title, "postgres-read", fewest, places.work(name), setup, command, Programs.PRINTED);
    }
}
