package dev.levada.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders below which several tasks, or processes, make their own and remove them again, all at once. */
public final class SharedFolders {
    private static final int ATTEMPTS = 1000;

    private SharedFolders() {}

    /** Makes a folder that nobody else has, named by the first free number, and those above it that are missing. */
    public static Path makeNumbered(Path parent) {
        for (int left = ATTEMPTS; ; left--) {
            try {
                Files.createDirectories(parent);
                return makeNext(parent);
            } catch (NoSuchFileException | FileAlreadyExistsException removed) {
                // One above was empty, and somebody has removed it in this moment.
                if (left == 0) {
                    throw new UncheckedIOException(parent + " could not be made: " + removed, removed);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(parent + " could not be made: " + failed, failed);
            }
        }
    }

    private static Path makeNext(Path parent) throws IOException {
        for (int number = 1; ; number++) {
            try {
                return Files.createDirectory(parent.resolve(String.valueOf(number)));
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
        }
    }

    /** A folder and all that is in it, so that nothing comes after what holds it; nothing if it is not there. */
    public static List<Path> deepestFirst(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> content = Files.walk(folder)) {
            return content.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(folder + " could not be listed: " + failed, failed);
        }
    }

    /** Removes a folder and all that is in it. Harmless if it is gone. */
    public static void remove(Path folder) {
        deepestFirst(folder).forEach(SharedFolders::isGone);
    }

    /** Removes a folder and those above it, below a root, as far as they are empty. */
    public static void prune(@Nullable Path folder, Path root) {
        for (Path empty = folder; empty != null && !empty.equals(root); empty = empty.getParent()) {
            if (!isGone(empty)) {
                return;
            }
        }
    }

    /** Removes a file or an empty folder; false if the folder is not empty. */
    public static boolean isGone(Path path) {
        try {
            Files.deleteIfExists(path);
            return true;
        } catch (DirectoryNotEmptyException inUse) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " could not be removed: " + failed, failed);
        }
    }
}
