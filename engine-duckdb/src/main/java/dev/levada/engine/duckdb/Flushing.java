package dev.levada.engine.duckdb;

import dev.levada.store.WrittenFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Lets the disk begin with files that are complete, while it is still found out which of their rows stay. Whoever publishes
 * the files forces them himself, and then waits for less. What fails here fails again there.
 */
final class Flushing {
    private Flushing() {}

    /** Returns at once. */
    static void begin(List<WrittenFile> files) {
        if (files.isEmpty()) {
            return;
        }
        Thread thread = new Thread(() -> files.forEach(file -> flush(Path.of(file.path()))), "levada-flushing");
        thread.setDaemon(true);
        thread.start();
    }

    private static void flush(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(false);
        } catch (IOException leftToWhoeverPublishes) {
            System.getLogger(Flushing.class.getName())
                    .log(System.Logger.Level.DEBUG, file.toString(), leftToWhoeverPublishes);
        }
    }
}
