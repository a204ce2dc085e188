package dev.levada.testing.store;

import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files as an engine reports them, without rows in them. */
public final class WrittenFiles {
    private WrittenFiles() {}

    /** One file that counts as so many rows. */
    public static Staged of(Staging staging, long rows, Map<String, Optional<String>> partition) {
        return of(staging, rows, partition, Map.of());
    }

    /** One file that counts as so many rows, with what is known of its columns. */
    public static Staged of(
            Staging staging,
            long rows,
            Map<String, Optional<String>> partition,
            Map<Integer, WrittenFile.Statistics> statistics) {
        try {
            Path file = next(staging.folder());
            Pretended.write(file, rows, partition);
            WrittenFile written = new WrittenFile(file.toString(), rows, Files.size(file), statistics, partition);
            return new Staged(staging, List.of(written), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An engine may write to a staging more than once. */
    private static Path next(Path folder) {
        int number = 0;
        while (Files.exists(folder.resolve("part-" + number + ".parquet"))) {
            number++;
        }
        return folder.resolve("part-" + number + ".parquet");
    }
}
