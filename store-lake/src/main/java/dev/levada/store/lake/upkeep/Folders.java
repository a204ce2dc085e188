package dev.levada.store.lake.upkeep;

import dev.levada.store.lake.table.LakeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a table's folders. */
final class Folders {
    private Folders() {}

    /** All files in a table's folders for data and metadata. */
    static List<Path> files(LakeTable table) {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(table.data(), table.metadata())) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> content = Files.walk(folder)) {
                    content.filter(Files::isRegularFile).forEach(files::add);
                } catch (IOException failed) {
                    throw new UncheckedIOException(folder + " could not be listed: " + failed, failed);
                }
            }
        }
        return files;
    }

    /** Removes files of a table, and folders that are empty then. Files that lie elsewhere are left alone. */
    static void remove(LakeTable table, Collection<Path> files) {
        for (Path file : files) {
            if (file.startsWith(table.folder())) {
                remove(file, table);
            }
        }
    }

    private static void remove(Path file, LakeTable table) {
        try {
            Files.deleteIfExists(file);
            Path folder = file.getParent();
            while (folder != null && folder.startsWith(table.data()) && !folder.equals(table.data())) {
                Files.deleteIfExists(folder);
                folder = folder.getParent();
            }
        } catch (DirectoryNotEmptyException inUse) {
            return;
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " could not be removed: " + failed, failed);
        }
    }
}
