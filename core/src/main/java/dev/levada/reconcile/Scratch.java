package dev.levada.reconcile;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.ledger.Processes;
import dev.levada.ledger.RunRecord.Owner;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import dev.levada.store.Disk;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder for rows that are looked at and then forgotten. What a process left that was killed goes when the next begins. */
final class Scratch implements AutoCloseable {
    private static final String PARENT = "reconcile";

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** In the project's state, unless nothing can be written there. */
    static Scratch in(Project project) {
        Path state = project.stateFolder();
        try {
            if (!Files.isWritable(state)) {
                return new Scratch(Files.createTempDirectory("levada-reconcile-"));
            }
            Path parent = Files.createDirectories(state.resolve(PARENT));
            sweep(parent);
            return new Scratch(Files.createTempDirectory(parent, prefix(Processes.own())));
        } catch (IOException e) {
            throw unusable(state, e);
        }
    }

    private static String prefix(Owner owner) {
        return owner.pid() + "-" + owner.host() + "-";
    }

    private static void sweep(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            folders.filter(Scratch::isAbandoned).toList().forEach(Scratch::remove);
        }
    }

    private static boolean isAbandoned(Path folder) {
        String[] name = folder.getFileName().toString().split("-", 2);
        int end = name.length < 2 ? -1 : name[1].lastIndexOf('-');
        return end > 0
                && name[0].matches("\\d{1,18}")
                && Processes.isGone(new Owner(name[1].substring(0, end), Long.parseLong(name[0]), Optional.empty()));
    }

    /** An empty place to write rows to. */
    Staging staging(AssetName table, List<Column> columns) {
        try {
            List<StoredColumn> stored = new Numbering().of(columns);
            Path place = Files.createTempDirectory(folder, "rows-");
            return Staging.passing(table, PARENT, place, stored, List.of(), Map.of());
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static LevadaException unusable(Path place, IOException e) {
        String reason = String.valueOf(e.getMessage());
        return new LevadaException(
                "reconcile.scratch",
                Blame.RESOURCES,
                "No room for the rows of the source could be made in " + place + ": "
                        + Disk.trouble(place, reason).orElse(reason),
                e);
    }

    private static void remove(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException later) {
            // What is left is removed by whoever comes next.
        }
    }

    @Override
    public void close() {
        remove(folder);
    }

    /** Gives columns, and what their types are made of, their ids. */
    private static final class Numbering {
        private int last;

        List<StoredColumn> of(List<Column> columns) {
            List<StoredColumn> stored = new ArrayList<>();
            for (Column column : columns) {
                int id = ++last;
                stored.add(new StoredColumn(id, column, of(parts(column.type()))));
            }
            return stored;
        }

        private static List<Column> parts(Type type) {
            if (type instanceof Type.Struct struct) {
                return struct.fields();
            }
            if (type instanceof Type.ListOf list) {
                return List.of(new Column("element", list.element()));
            }
            return type instanceof Type.MapOf map
                    ? List.of(new Column("key", map.key()), new Column("value", map.value()))
                    : List.of();
        }
    }
}
