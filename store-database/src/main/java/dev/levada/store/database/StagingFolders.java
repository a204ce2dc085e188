package dev.levada.store.database;

import dev.levada.project.AssetName;
import dev.levada.store.Encoded;
import dev.levada.store.PathConstants;
import dev.levada.store.SharedFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folders that engines write a run's files to, {@code run/schema.table/1/column=value}, until their rows are in a database.
 */
public final class StagingFolders {
    private final Path root;

    public StagingFolders(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Makes an empty folder for a run to write a table's files to, with the constants in its path. A run may write for a table
     * several times and then publish only one of what it wrote.
     */
    public Path make(AssetName table, String runId, Map<String, String> constants) {
        Path parent = root.resolve(Encoded.name(runId)).resolve(Encoded.name(table.toString()));
        Path folder = SharedFolders.makeNumbered(parent);
        try {
            for (Map.Entry<String, String> constant : new TreeMap<>(constants).entrySet()) {
                folder = Files.createDirectory(
                        folder.resolve(PathConstants.folder(constant.getKey(), constant.getValue())));
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(folder + " could not be made: " + failed, failed);
        }
    }

    /** Removes a folder that was made, and those above it that are empty then. Harmless if it is gone. */
    public void remove(Path folder) {
        Path staged = folder.toAbsolutePath().normalize();
        if (!staged.startsWith(root) || staged.equals(root)) {
            throw new IllegalArgumentException(folder + " is not in " + root);
        }
        SharedFolders.remove(staged);
        SharedFolders.prune(staged.getParent(), root);
    }

    /** Removes what a run, or parts of it, wrote. A part's name is the run's with a dot and more behind it. */
    public void removeOfRun(String runId) {
        String own = Encoded.name(runId);
        for (Path folder : children(root)) {
            String name = folder.getFileName().toString();
            if (name.equals(own) || name.startsWith(own + ".")) {
                SharedFolders.remove(folder);
            }
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> each = Files.list(folder)) {
            return each.toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(folder + " could not be listed: " + failed, failed);
        }
    }
}
