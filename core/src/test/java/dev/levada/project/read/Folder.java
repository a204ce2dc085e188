package dev.levada.project.read;

import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.project.FakeConnector;
import dev.levada.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project's folder that a test writes. */
final class Folder {
    final Path path;
    private final Map<String, String> environment = new HashMap<>();

    Folder(Path path) {
        this.path = path;
    }

    /** A project with the connections {@code drops} (files) and {@code crm} (sqlite). */
    static Folder shop(Path path) {
        return new Folder(path).with("levada.yml", """
            name: shop
            connections:
              drops: {type: files, root: data}
              crm: {type: sqlite, path: crm.db}
            """);
    }

    Folder with(String file, String text) {
        try {
            Path target = path.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Folder where(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Project read() {
        return read(Optional.empty());
    }

    Project read(String chosen) {
        return read(Optional.of(chosen));
    }

    private Project read(Optional<String> chosen) {
        return new ProjectReader(FakeConnector.all(), new FakeSql(), environment::get).read(path, chosen);
    }

    /** What is wrong, one line each. */
    List<String> problems() {
        return problems(Optional.empty());
    }

    List<String> problems(Optional<String> chosen) {
        try {
            read(chosen);
            return List.of();
        } catch (ProjectException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
