package dev.levada.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is wrong with a place on disk that could not be used. */
public final class Disk {
    /** Less than this is nothing: a database needs a few pages even to say so. */
    private static final long SCARCELY = 256 * 1024;

    private static final String FULL = "the disk is full. Make room on it, and run again.";
    private static final String READ_ONLY = "it is read-only. Levada must be able to write there.";

    private Disk() {}

    /**
     * The end of a sentence that says what is wrong and what to do; empty if nothing is known to be.
     *
     * @param path the file or folder that could not be used, or that was to be made
     * @param reason what the system said about it
     */
    public static Optional<String> trouble(Path path, String reason) {
        Optional<String> said = trouble(reason);
        if (said.isPresent()) {
            return said;
        }
        Path there = path.toAbsolutePath();
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            return Optional.of(READ_ONLY);
        }
        return hasRoom(there) ? Optional.empty() : Optional.of(FULL);
    }

    /** The same, if nothing but the reason is known. */
    public static Optional<String> trouble(String reason) {
        if (reason.contains("No space left on device") || reason.contains("SQLITE_FULL")) {
            return Optional.of(FULL);
        }
        boolean readOnly = reason.contains("Read-only file system") || reason.contains("SQLITE_READONLY");
        return readOnly ? Optional.of(READ_ONLY) : Optional.empty();
    }

    private static boolean hasRoom(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() >= SCARCELY;
        } catch (IOException unknown) {
            return true;
        }
    }
}
