package dev.levada.store.mysql;

import dev.levada.engine.Engine;
import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.store.Courier;
import dev.levada.store.Store;
import dev.levada.store.database.rows.Chunks;
import dev.levada.testing.writes.WriteModeContract;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Every write mode, with DuckDB as the engine and tables in MariaDB. Statements take two rows each, so that what is done chunk by
 * chunk is done so here too.
 */
class WriteModesTest extends WriteModeContract {
    @Override
    protected Engine openEngine(Path folder) {
        return new DuckDbEngine(folder);
    }

    @Override
    protected Store openStore(Path folder, Clock clock, Courier courier) {
        return Warehouse.store(Warehouse.fresh().site(folder, courier, clock), new Chunks(2, 1 << 20));
    }

    @Override
    protected int usualBatches() {
        return 2;
    }
}
