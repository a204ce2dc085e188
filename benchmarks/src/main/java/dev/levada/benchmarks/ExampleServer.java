package dev.levada.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The PostgreSQL server of {@code examples/warehouse}, on this machine only: {@code serve FOLDER DATABASE...} starts it with
 * new, empty databases, writes its port to {@code FOLDER/port} and goes on until this process is ended;
 * {@code apply PORT DATABASE FILE} executes a file of statements in one of them.
 */
final class ExampleServer {
    /** Tells of each step. Loggers are forgotten unless somebody holds them. */
    private static final Logger LIBRARY = Logger.getLogger("io.zonky.test");

    private static final String USAGE = "say `serve FOLDER DATABASE...` or `apply PORT DATABASE FILE`";

    private ExampleServer() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        List<String> words = List.of(args);
        if (words.size() > 2 && words.get(0).equals("serve")) {
            serve(Path.of(words.get(1)), words.subList(2, words.size()));
        } else if (words.size() == 4 && words.get(0).equals("apply")) {
            apply(Integer.parseInt(words.get(1)), words.get(2), Files.readString(Path.of(words.get(3))));
        } else {
            throw new IllegalArgumentException(USAGE + ", not `" + String.join(" ", words) + "`");
        }
    }

    private static void serve(Path folder, List<String> databases)
            throws IOException, SQLException, InterruptedException {
        Files.createDirectories(folder);
        LIBRARY.setLevel(Level.WARNING);
        // The library ends the server with this process.
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOutputRedirector(Redirect.DISCARD)
                .setErrorRedirector(Redirect.DISCARD)
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(true)
                .start();
        for (String database : databases) {
            apply(server.getPort(), "postgres", "create database " + database);
        }
        // Whoever waits for the file finds it whole.
        Path port = Files.writeString(folder.resolve("port.new"), String.valueOf(server.getPort()));
        Files.move(port, folder.resolve("port"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Thread.currentThread().join();
    }

    private static void apply(int port, String database, String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/" + database, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
