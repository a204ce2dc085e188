package dev.levada.store.lake.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes what was written outlast a power cut. A file does so only if the folders that name it do as well. */
public final class Durable {
    private Durable() {}

    /** Forces files and all folders between them and a folder that is durable already. Several at once: disks like it. */
    public static void sync(Collection<Path> files, Path root) {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path file : files) {
            for (Path folder = file.getParent();
                    folder != null && folder.startsWith(root);
                    folder = folder.getParent()) {
                folders.add(folder);
            }
        }
        files.parallelStream().forEach(Durable::force);
        folders.parallelStream().forEach(Durable::force);
    }

    /** Makes a folder and forces the names of all that had to be made. */
    public static void createFolders(Path folder) throws IOException {
        Deque<Path> made = new ArrayDeque<>();
        for (Path each = folder; each != null && !Files.isDirectory(each); each = each.getParent()) {
            made.push(each);
        }
        Files.createDirectories(folder);
        for (Path each : made) {
            Path parent = each.getParent();
            if (parent != null) {
                force(parent);
            }
        }
    }

    public static void force(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " could not be forced to disk: " + failed, failed);
        }
    }
}
