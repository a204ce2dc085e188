package dev.levada.engine.duckdb;

import dev.levada.engine.Engine;
import dev.levada.store.Courier;
import dev.levada.store.Store;
import dev.levada.testing.database.MemoryDatabase;
import dev.levada.testing.writes.WriteModeContract;
import java.nio.file.Path;
import java.time.Clock;

class DuckDbOnDatabaseTest extends WriteModeContract {
    @Override
    protected Engine openEngine(Path folder) {
        return new DuckDbEngine(folder);
    }

    @Override
    protected Store openStore(Path folder, Clock clock, Courier courier) {
        return new MemoryDatabase(folder, clock, courier);
    }

    @Override
    protected int usualBatches() {
        return 3;
    }
}
