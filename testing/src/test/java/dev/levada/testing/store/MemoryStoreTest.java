package dev.levada.testing.store;

import dev.levada.store.Store;
import java.nio.file.Path;
import java.time.Clock;

class MemoryStoreTest extends StoreContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore(folder, Clock.systemUTC());
    }
}
