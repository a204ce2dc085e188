package dev.levada.cli.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The working copy that the tests run in. */
final class Repository {
    private Repository() {}

    /** Its root: the nearest folder above with the examples. */
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("examples/shop"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests do not run within the repository");
    }

    static Path example(String name) {
        return root().resolve("examples").resolve(name);
    }

    /** Data of the real world that lies beside the repository on some machines; where it does not, the test is skipped. */
    static Path realData() {
        Path data = root().resolveSibling("shared").resolve("data");
        Assumptions.assumeTrue(Files.isDirectory(data), () -> "there is no real data in " + data);
        return data;
    }
}
