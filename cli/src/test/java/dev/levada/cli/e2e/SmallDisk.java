package dev.levada.cli.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that is a disk of its own, which can be small or become read-only. A test that cannot have one is skipped. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** An empty disk of that size, such as {@code 2m}. */
    static SmallDisk at(Path folder, String size) {
        return mounted(folder, "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    }

    /** The folder as it is, as a disk of its own. */
    static SmallDisk over(Path folder) {
        return mounted(folder, "--bind", folder.toString(), folder.toString());
    }

    private static SmallDisk mounted(Path folder, String... how) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assumeTrue(execute("mount", how), "only root of a Linux that allows it can mount disks");
        return new SmallDisk(folder);
    }

    /** From now on it has that size. */
    void resize(String size) {
        demand(execute("mount", "-o", "remount,size=" + size, folder.toString()));
    }

    void makeReadOnly() {
        demand(execute("mount", "-o", "remount,bind,ro", folder.toString()));
    }

    /** Takes what room there is left, until the path is removed. */
    Path fill() {
        Path filler = folder.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    @Override
    public void close() {
        demand(execute("umount", folder.toString()));
    }

    private static void demand(boolean worked) {
        if (!worked) {
            throw new IllegalStateException("a disk that was mounted cannot be changed");
        }
    }

    private static boolean execute(String command, String... words) {
        try {
            List<String> line = new java.util.ArrayList<>(List.of(command));
            line.addAll(List.of(words));
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
