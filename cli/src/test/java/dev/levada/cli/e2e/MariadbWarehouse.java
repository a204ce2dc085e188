package dev.levada.cli.e2e;

import dev.levada.store.Store;
import dev.levada.store.mysql.MysqlStoreKind;
import dev.levada.testing.server.MariadbServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The MariaDB server that tests share. */
final class MariadbWarehouse implements DatabaseServer {
    @Override
    public void make(String database) {
        run("mysql", "drop database if exists " + database + "; create database " + database);
    }

    @Override
    public String connection(String database) {
        return "  warehouse: {type: mariadb, host: 127.0.0.1, port: " + MariadbServer.port() + ", database: " + database
                + ", user: " + MariadbServer.ADMIN + ", password: " + MariadbServer.PASSWORD + "}";
    }

    @Override
    public Store store(String database, String project) {
        return DatabaseServer.look(
                MysqlStoreKind.MARIADB,
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        (long) MariadbServer.port(),
                        "database",
                        database,
                        "user",
                        MariadbServer.ADMIN,
                        "password",
                        MariadbServer.PASSWORD),
                project);
    }

    @Override
    public List<String> strays(String database) {
        return texts(
                database,
                "select name from levada_stagings union select concat(kind, ' ', table_id, ' ', name) from levada_steps"
                        + " union select table_name from information_schema.tables where table_schema = database() and"
                        + " table_name like 'levada\\_rows%'");
    }

    /** @param script statements with semicolons between them */
    void run(String database, String script) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + MariadbServer.port() + "/" + database
                        + "?sslMode=disable&allowMultiQueries=true",
                MariadbServer.ADMIN,
                MariadbServer.PASSWORD);
    }

    /** The first column of a query's rows, as text. */
    private static List<String> texts(String database, String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }
}
