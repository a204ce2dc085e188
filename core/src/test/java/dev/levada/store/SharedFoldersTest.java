package dev.levada.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFoldersTest {
    private static final int AT_ONCE = 4;
    private static final int TIMES = 500;

    @Test
    void whoRemovesItsFolderLeavesAloneWhoMakesOneBesideIt(@TempDir Path root) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                Path own = root.resolve("run").resolve("schema").resolve("table" + i);
                tasks.add(threads.submit(() -> makeAndRemove(own, root)));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(root).isEmptyDirectory();
    }

    private static Void makeAndRemove(Path own, Path root) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            Path made = SharedFolders.makeNumbered(own);
            Files.writeString(made.resolve("rows"), "1");
            assertThat(made.resolve("rows")).exists();
            SharedFolders.remove(made);
            SharedFolders.prune(made, root);
        }
        return null;
    }

    @Test
    void aFolderIsNamedByTheFirstFreeNumber(@TempDir Path root) {
        assertThat(SharedFolders.makeNumbered(root.resolve("a"))).isEqualTo(root.resolve("a/1"));
        assertThat(SharedFolders.makeNumbered(root.resolve("a"))).isEqualTo(root.resolve("a/2"));
        SharedFolders.prune(root.resolve("a/1"), root);
        assertThat(root.resolve("a/2")).exists();
        assertThat(SharedFolders.makeNumbered(root.resolve("a"))).isEqualTo(root.resolve("a/1"));
    }
}
