package dev.levada.store.mysql;

import dev.levada.api.Connector;
import dev.levada.connector.jdbc.mysql.MariadbConnector;
import dev.levada.connector.jdbc.mysql.MysqlConnector;
import dev.levada.connector.jdbc.mysql.MysqlDatabase;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;

/** Databases of MySQL and MariaDB, from which assets may be extracted too. */
public enum MysqlStoreKind implements StoreKind {
    MARIADB(new MariadbConnector(), "MariaDB", 38),
    MYSQL(new MysqlConnector(), "MySQL", 30);

    private final Connector connector;
    private final String product;
    private final int scale;

    MysqlStoreKind(Connector connector, String product, int scale) {
        this.connector = connector;
        this.product = product;
        this.scale = scale;
    }

    @Override
    public String type() {
        return connector.type();
    }

    String product() {
        return product;
    }

    /** How many digits an exact number can have behind its point. */
    int scale() {
        return scale;
    }

    @Override
    public Store open(Site site) {
        return new MysqlStore(MysqlDatabase.of(site.connection(), site.settings(), site.projectFolder()), this, site);
    }
}
