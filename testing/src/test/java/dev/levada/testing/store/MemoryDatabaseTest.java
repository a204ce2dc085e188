package dev.levada.testing.store;

import dev.levada.store.Store;
import dev.levada.testing.database.MemoryDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

class MemoryDatabaseTest extends StoreContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryDatabase(folder, Clock.systemUTC(), new Pretended());
    }

    @Override
    protected Set<StoreAbility> abilities() {
        return EnumSet.noneOf(StoreAbility.class);
    }
}
