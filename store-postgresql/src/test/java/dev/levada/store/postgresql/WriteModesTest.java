package dev.levada.store.postgresql;

import dev.levada.engine.Engine;
import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.store.Store;
import dev.levada.testing.writes.WriteModeContract;
import java.nio.file.Path;
import java.time.Clock;

/** Every write mode, with DuckDB as the engine and tables in PostgreSQL. */
class WriteModesTest extends WriteModeContract {
    private DuckDbEngine engine;

    @Override
    protected Engine openEngine(Path folder) {
        engine = new DuckDbEngine(folder);
        return engine;
    }

    @Override
    protected Store openStore(Path folder, Clock clock) {
        return Warehouse.fresh().store(folder, engine.courier(), clock);
    }
}
