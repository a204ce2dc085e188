package dev.levada.store.mysql;

import dev.levada.store.Courier;
import dev.levada.store.Store;
import dev.levada.store.database.rows.Chunks;
import java.nio.file.Path;
import java.time.Clock;

/** Every write mode, with statements that take two rows each. */
class WriteModesInChunksTest extends WriteModesTest {
    @Override
    protected Store openStore(Path folder, Clock clock, Courier courier) {
        return Warehouse.store(Warehouse.fresh().site(folder, courier, clock), new Chunks(2, 1 << 20));
    }

    @Override
    protected int usualBatches() {
        return 1;
    }
}
