package dev.levada.engine.duckdb;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** Files that must not change while they are read. */
final class StillFiles {
    private final List<SourceFile> files;
    private final List<FileTime> times = new ArrayList<>();

    /** Remembers how the files are now, and that they are as the source found them. */
    StillFiles(List<SourceFile> files) {
        this.files = files;
        files.forEach(file -> times.add(look(file)));
    }

    /** @throws LevadaException if one of some files is not as the source found it */
    static void demandAsFound(List<SourceFile> files) {
        files.forEach(StillFiles::look);
    }

    /** @throws LevadaException if one of them was written to since */
    void demandUnchanged() {
        for (int i = 0; i < files.size(); i++) {
            if (!look(files.get(i)).equals(times.get(i))) {
                throw changed(files.get(i), "it was written to");
            }
        }
    }

    private static FileTime look(SourceFile file) {
        try {
            long bytes = Files.size(file.path());
            if (bytes != file.bytes()) {
                throw changed(file, "it had " + file.bytes() + " bytes and has " + bytes);
            }
            return Files.getLastModifiedTime(file.path());
        } catch (IOException e) {
            throw changed(file, "it cannot be read any more: " + e.getMessage());
        }
    }

    private static LevadaException changed(SourceFile file, String how) {
        return LevadaException.retryable(
                "source.changed",
                Blame.OUTSIDE,
                file.name() + " changed while it was read (" + how
                        + "), so nothing of it was loaded. Run again when it is" + " complete.",
                null);
    }
}
