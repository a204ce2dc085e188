package dev.levada.store.mysql;

import dev.levada.api.Settings;
import dev.levada.connector.jdbc.mysql.MysqlDatabase;
import dev.levada.store.Courier;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.database.rows.Chunks;
import dev.levada.testing.server.MariadbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a real server, which all tests of this module share. */
record Warehouse(String name) {
    static final String CONNECTION = "warehouse";

    private static final AtomicInteger COUNT = new AtomicInteger();

    static Warehouse fresh() {
        MariadbServer.demand();
        Warehouse warehouse = new Warehouse("shop_" + COUNT.incrementAndGet());
        new Warehouse("mysql").run("create database " + warehouse.name + " character set latin1");
        return warehouse;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + MariadbServer.port() + "/" + name + "?sslMode=disable",
                MariadbServer.ADMIN,
                MariadbServer.PASSWORD);
    }

    Warehouse run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    String value(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param more settings of the connection, changed or added */
    Settings settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                (long) MariadbServer.port(),
                "database",
                name,
                "user",
                MariadbServer.ADMIN,
                "password",
                MariadbServer.PASSWORD));
        settings.putAll(more);
        return new Settings(settings);
    }

    Store store(Path folder, Courier courier, Clock clock) {
        return MysqlStoreKind.MARIADB.open(site(folder, courier, clock));
    }

    StoreKind.Site site(Path folder, Courier courier, Clock clock) {
        return new StoreKind.Site(
                "shop", CONNECTION, settings(Map.of()), Path.of(""), folder, courier, clock, Access.WRITE);
    }

    /** Opens a store. @param chunks how much a statement of a publication moves */
    static Store store(StoreKind.Site site, Chunks chunks) {
        MysqlDatabase database = MysqlDatabase.of(site.connection(), site.settings(), site.projectFolder());
        return new MysqlStore(database, MysqlStoreKind.MARIADB, site, chunks);
    }
}
