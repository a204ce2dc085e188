package dev.levada.connector.jdbc.mysql;

/** Tables and queries of a MariaDB database. */
public final class MariadbConnector extends MysqlFamily {

    @Override
    public String type() {
        return "mariadb";
    }

    @Override
    public String description() {
        return "Tables, views and queries of a MariaDB database, read by sessions that cannot write.";
    }
}
