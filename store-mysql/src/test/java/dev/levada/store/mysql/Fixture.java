package dev.levada.store.mysql;

import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.testing.database.DatabaseFixture;
import java.util.Map;

/** A store in a database of its own. */
abstract class Fixture extends DatabaseFixture {
    final Warehouse warehouse = Warehouse.fresh();

    @Override
    protected final Store open(Map<String, Object> settings, StoreKind.Site site) {
        return MysqlStoreKind.MARIADB.open(new StoreKind.Site(
                site.project(),
                site.connection(),
                warehouse.settings(settings),
                site.projectFolder(),
                site.staging(),
                site.courier(),
                site.clock(),
                site.access()));
    }
}
