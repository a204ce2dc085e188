package dev.levada.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a project's runs have left, kept so that each measured run finds it as it was. A table's files never change once
 * they are there, so links to them are enough; databases are copied. A lake knows its files by absolute paths and is
 * therefore given back to the very folder that it was made in.
 *
 * @param project the project's folder
 */
record Frozen(Path project) {
    private static final String STATE = ".levada";

    boolean exists() {
        return Files.exists(kept());
    }

    /** Keeps what is there now. */
    void keep() throws IOException {
        Folders.remove(kept());
        link(project.resolve(STATE), kept());
    }

    /** Brings back what was kept. */
    void restore() throws IOException {
        Folders.remove(project.resolve(STATE));
        link(kept(), project.resolve(STATE));
    }

    private Path kept() {
        return project.resolveSibling(project.getFileName() + ".kept");
    }

    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (isDatabase(file)) {
                    Files.copy(file, target);
                } else {
                    Files.createLink(target, file);
                }
            }
        }
    }

    private static boolean isDatabase(Path file) {
        String name = file.getFileName().toString();
        return List.of(".db", ".db-wal", ".db-shm").stream().anyMatch(name::endsWith);
    }
}
