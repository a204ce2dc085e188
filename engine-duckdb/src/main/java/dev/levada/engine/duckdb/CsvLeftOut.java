package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.SourceFile;
import dev.levada.engine.duckdb.CsvTyped.Copied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines of files that a typed scan left out, found again and copied, so that only they need be read as text. */
final class CsvLeftOut {
    /** If more than this part of a file would be copied, reading it whole as text takes no longer. */
    private static final int MOST_OF_FILE = 2;

    private CsvLeftOut() {}

    /**
     * Copies the lines, and perhaps some more, with their numbers.
     *
     * @param locator the column whose values {@code locators} are
     * @return the copies, which whoever reads them removes; empty if the lines cannot be found in that way
     */
    static Optional<List<CsvGroup>> find(
            CsvGroup group, Column locator, Locators locators, Copied copied, Salvage salvage) {
        List<CsvGroup> found = new ArrayList<>();
        for (SourceFile file : group.files()) {
            long[] rejects = copied.rejects().getOrDefault(file.path().toString(), new long[0]);
            LineSieve sieve = new LineSieve(
                    group.dialect().plainDelimiter().orElseThrow(), place(group, locator), locators, rejects);
            Path lines = salvage.file();
            try {
                if (Salvage.isCompressed(file.path())
                        || !sieve.copy(
                                file.path(),
                                group.dialect().linesBeforeRows(),
                                group.firstLine(),
                                lines,
                                file.bytes() / MOST_OF_FILE)) {
                    return Optional.empty();
                }
                if (Files.size(lines) > 0) {
                    SourceFile copy = new SourceFile(lines, file.name(), Files.size(lines));
                    found.add(new CsvGroup(group.dialect().headless().numbered(), List.of(copy), 1));
                }
            } catch (IOException e) {
                throw salvage.failed(e);
            }
        }
        return Optional.of(found);
    }

    private static int place(CsvGroup group, Column locator) {
        List<String> names = group.dialect().columns().stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        return names.indexOf(locator.name().toLowerCase(Locale.ROOT));
    }
}
