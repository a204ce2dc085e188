package dev.levada.store.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.project.AssetName;
import dev.levada.store.lake.table.LakeCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.TableOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeCatalogTest {
    private static final int THREADS = 4;
    private static final int SCHEMAS = 25;

    @Test
    void severalTablesOfANewSchemaAreBegunAtOnce(@TempDir Path folder) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier together = new CyclicBarrier(THREADS);
        try (LakeCatalog catalog = new LakeCatalog(folder)) {
            for (int schema = 0; schema < SCHEMAS; schema++) {
                List<Future<TableOperations>> begun = new ArrayList<>();
                for (int table = 0; table < THREADS; table++) {
                    AssetName name = new AssetName("s" + schema, "t" + table);
                    begun.add(pool.submit(() -> {
                        together.await();
                        assertThat(catalog.metadata(name)).isEmpty();
                        return catalog.operations(name);
                    }));
                }
                for (Future<TableOperations> operations : begun) {
                    assertThat(operations.get().current()).isNull();
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
