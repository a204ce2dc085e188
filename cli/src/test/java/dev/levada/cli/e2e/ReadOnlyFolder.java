package dev.levada.cli.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder in which nothing can be written for a while: by its permissions, or where these mean nothing, as a disk of its own. */
final class ReadOnlyFolder implements AutoCloseable {
    private final List<Path> closed;
    private final AutoCloseable disk;

    private ReadOnlyFolder(List<Path> closed, AutoCloseable disk) {
        this.closed = closed;
        this.disk = disk;
    }

    static ReadOnlyFolder of(Path folder) {
        List<Path> folders = folders(folder);
        folders.forEach(each -> each.toFile().setWritable(false));
        if (!Files.isWritable(folder)) {
            return new ReadOnlyFolder(folders, () -> {});
        }
        folders.forEach(each -> each.toFile().setWritable(true));
        SmallDisk disk = SmallDisk.over(folder);
        disk.makeReadOnly();
        return new ReadOnlyFolder(List.of(), disk);
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed.forEach(each -> each.toFile().setWritable(true));
        try {
            disk.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
