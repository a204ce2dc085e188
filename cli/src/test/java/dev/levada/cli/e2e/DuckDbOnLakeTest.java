package dev.levada.cli.e2e;

import dev.levada.cli.terminal.LibraryLog;
import dev.levada.engine.Engine;
import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.store.Courier;
import dev.levada.store.Store;
import dev.levada.store.lake.LakeStore;
import dev.levada.testing.writes.WriteModeContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;

class DuckDbOnLakeTest extends WriteModeContract {
    @BeforeAll
    static void quiet() {
        LibraryLog.silence();
    }

    @Override
    protected Engine openEngine(Path folder) {
        return new DuckDbEngine(folder);
    }

    @Override
    protected Store openStore(Path folder, Clock clock, Courier courier) {
        return new LakeStore(folder, clock);
    }
}
