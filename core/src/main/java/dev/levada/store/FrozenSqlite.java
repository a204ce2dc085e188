package dev.levada.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a SQLite file is named to the driver that lies in a folder where nothing can be written. SQLite reads a file with a
 * write-ahead log only beside two others, which it makes if they are not there, unless it is told that nobody changes it.
 */
public final class FrozenSqlite {
    private FrozenSqlite() {}

    /** Whether a file is to be named so, because its folder is there and nothing can be written to it. */
    public static boolean isFrozen(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) && !Files.isWritable(folder);
    }

    /** The file's name. What stands in its log, because somebody has it open or was killed, is read with it. */
    public static String name(Path file) {
        Path absolute = file.toAbsolutePath();
        return hasLog(absolute) ? absolute.toString() : absolute.toUri() + "?immutable=1";
    }

    private static boolean hasLog(Path file) {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        try {
            return Files.exists(log) && Files.size(log) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
