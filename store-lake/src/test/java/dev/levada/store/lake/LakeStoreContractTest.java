package dev.levada.store.lake;

import dev.levada.store.Store;
import dev.levada.testing.store.StoreContract;
import java.nio.file.Path;
import java.time.Clock;

final class LakeStoreContractTest extends StoreContract {
    @Override
    protected Store open(Path folder) {
        return new LakeStore(folder, Clock.systemUTC());
    }
}
