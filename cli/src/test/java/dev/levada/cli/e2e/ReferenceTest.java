package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference is what the declarations in the code say. */
class ReferenceTest {

    @Test
    void thePagesInTheRepositoryAreUpToDate(@TempDir Path folder) {
        new Cli(folder).succeed("reference", "--write", "reference");

        assertThat(pages(Repository.root().resolve("docs/reference")))
                .as("write them afresh with: ./levada reference --write docs/reference")
                .isEqualTo(pages(folder.resolve("reference")));
    }

    private static Map<String, String> pages(Path folder) {
        Map<String, String> pages = new TreeMap<>();
        for (Path file : Folder.files(folder)) {
            try {
                pages.put(folder.relativize(file).toString(), Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pages;
    }
}
