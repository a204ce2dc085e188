package dev.levada.store.mysql;

import dev.levada.store.Store;
import dev.levada.testing.store.Pretended;
import dev.levada.testing.store.StoreAbility;
import dev.levada.testing.store.StoreContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

class MysqlStoreContractTest extends StoreContract {
    @Override
    protected Store open(Path folder) {
        return Warehouse.fresh().store(folder, new Pretended(), Clock.systemUTC());
    }

    @Override
    protected Set<StoreAbility> abilities() {
        return EnumSet.noneOf(StoreAbility.class);
    }
}
