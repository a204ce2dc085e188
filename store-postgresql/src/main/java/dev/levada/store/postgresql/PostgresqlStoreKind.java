package dev.levada.store.postgresql;

import dev.levada.connector.postgresql.PostgresqlConnector;
import dev.levada.connector.postgresql.PostgresqlDatabase;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;

/** Databases of PostgreSQL, from which assets may be extracted too. */
public final class PostgresqlStoreKind implements StoreKind {
    @Override
    public String type() {
        return new PostgresqlConnector().type();
    }

    @Override
    public Store open(Site site) {
        PostgresqlDatabase database = PostgresqlDatabase.of(site.connection(), site.settings(), site.projectFolder());
        return new PostgresqlStore(database, site);
    }
}
