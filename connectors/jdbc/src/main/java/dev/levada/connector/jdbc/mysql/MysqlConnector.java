package dev.levada.connector.jdbc.mysql;

/** Tables and queries of a MySQL database. */
public final class MysqlConnector extends MysqlFamily {

    @Override
    public String type() {
        return "mysql";
    }

    @Override
    public String description() {
        return "Tables, views and queries of a MySQL database, read by sessions that cannot write.";
    }
}
