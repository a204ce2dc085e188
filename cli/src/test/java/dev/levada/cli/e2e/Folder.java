package dev.levada.cli.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project's folder that a test fills. */
record Folder(Path path) {

    /** A folder with a {@code levada.yml} that has one connection, {@code drops}, to the files in {@code data}. */
    static Folder withDrops(Path path) {
        return new Folder(path)
                .file("levada.yml", "name: test", "connections:", "  drops: {type: files, root: data}")
                .file("data/.keep");
    }

    /** Writes a file, over what is there. */
    Folder file(String name, String... lines) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Removes a file. */
    Folder without(String name) {
        try {
            Files.delete(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Cli cli() {
        return new Cli(path);
    }

    /** Copies a project without what running it left there. */
    static Folder copy(Path project, Path path) {
        for (Path file : files(project)) {
            Path inside = project.relativize(file);
            if (!inside.startsWith(".levada")) {
                try {
                    Path target = path.resolve(inside.toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return new Folder(path);
    }

    /** All files below a folder, sorted; none if there is no such folder. */
    static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
