package dev.levada.benchmarks;

import dev.levada.benchmarks.Side.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sides that write a large table into a database of a PostgreSQL server: from the lake, from a file, from another database. */
final class PostgresWriteSides {
    private static final String LAKE = "postgres-write";
    private static final String ACROSS = "postgres-across";

    /** Half of what a small side may take; the other half is the engine's, by the project's environment {@code small}. */
    private static final String SMALL_HEAP = "LEVADA_JAVA_OPTS=-Xmx256m";

    /** Where the yardsticks write. */
    private static final String INTO = Warehouse.TABLE + " (" + Warehouse.names() + ")";

    private final Places places;
    private final Programs programs;
    private final PostgresServer server;
    private final Warehouse warehouse;

    PostgresWriteSides(Places places, Programs programs, PostgresServer server) {
        this.places = places;
        this.programs = programs;
        this.server = server;
        this.warehouse = new Warehouse(server);
    }

    List<Side> all() throws IOException {
        return List.of(
                levada(LAKE, "Levada", LAKE, "mart.rows", this::lake),
                copyIn(),
                small(levada(LAKE + "-small", "Levada within 512 MB", LAKE, "mart.rows", this::lake)),
                levada(ACROSS, "Levada", ACROSS, "mart.sales", this::project),
                pipe(),
                small(levada(ACROSS + "-small", "Levada within 512 MB", ACROSS, "mart.sales", this::project)));
    }

    private Side levada(String name, String title, String family, String asset, Setup setup) {
        List<String> arguments = List.of("run", asset, "--report", Programs.REPORT);
        return programs.levada(name, title, family, 1, setup, arguments, Programs.reported(places.work(name)))
                .proven(() -> warehouse.demand(asset));
    }

    private static Side small(Side side) {
        List<String> command = new ArrayList<>(List.of("env", SMALL_HEAP));
        command.addAll(side.command());
        command.addAll(List.of("--env", "small"));
        return new Side(
                side.name(),
                side.title(),
                side.family(),
                side.fewest(),
                side.folder(),
                side.setup(),
                command,
                side.own(),
                side.proof());
    }

    /** The project and an empty database. */
    private void project(Path folder) throws IOException {
        Folders.copy(places.benchmarks().resolve("projects").resolve(LAKE), Folders.empty(folder));
        Path project = folder.resolve("levada.yml");
        Files.writeString(project, Files.readString(project).replace("port: 1,", "port: " + server.port() + ","));
        warehouse.empty();
    }

    /** The same with the rows in the lake, which are read from the server once. */
    private void lake(Path folder) throws IOException, InterruptedException {
        Frozen frozen = new Frozen(folder);
        if (frozen.exists()) {
            frozen.restore();
            warehouse.empty();
            return;
        }
        project(folder);
        Child.expect(folder, List.of(places.levada(), "run", "raw.rows"));
        frozen.keep();
        warehouse.empty();
    }

    private Side copyIn() throws IOException {
        String name = "postgres-copy-in";
        Path folder = places.work(name);
        Setup setup = fresh -> {
            Path csv = server.csv();
            emptied(fresh);
            Files.createSymbolicLink(fresh.resolve("data"), csv.getParent());
        };
        List<String> command = programs.java(
                CopyFile.class,
                folder.resolve("to").toString(),
                INTO,
                folder.resolve("data").resolve(PostgresServer.TABLE + ".csv").toString());
        return new Side(name, "`COPY` of a CSV file", LAKE, 1, folder, setup, command, Programs.PRINTED)
                .proven(() -> warehouse.demand(Warehouse.TABLE));
    }

    private Side pipe() throws IOException {
        String name = "postgres-pipe";
        Path folder = places.work(name);
        List<String> command = programs.java(
                CopyAcross.class,
                folder.resolve("from").toString(),
                folder.resolve("to").toString(),
                "select " + Warehouse.names().replace("quantity", "quantity::integer") + " from "
                        + PostgresServer.TABLE,
                INTO);
        return new Side(name, "`COPY` into `COPY`", ACROSS, 1, folder, this::emptied, command, Programs.PRINTED)
                .proven(() -> warehouse.demand(Warehouse.TABLE));
    }

    /** A folder with the databases' URLs, as the server's port is known once it runs, and an empty table. */
    private void emptied(Path folder) throws IOException {
        Folders.empty(folder);
        Files.writeString(folder.resolve("from"), server.url(PostgresServer.DATABASE));
        Files.writeString(folder.resolve("to"), server.url(Warehouse.DATABASE));
        warehouse.empty();
        warehouse.makeTable();
    }
}
