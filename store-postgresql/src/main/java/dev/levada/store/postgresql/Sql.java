package dev.levada.store.postgresql;

import dev.levada.connector.postgresql.PostgresqlDatabase;
import dev.levada.connector.postgresql.StoredTypes;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of SQL, and statements without answers. */
final class Sql {
    static final String STAGING = "levada_staging";

    private Sql() {}

    static String name(String name) {
        return PostgresqlDatabase.quoted(name);
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String table(AssetName table) {
        return name(table.schema()) + "." + name(table.table());
    }

    static String staging(String name) {
        return STAGING + "." + name(name);
    }

    static String names(List<StoredColumn> columns) {
        return columns.stream().map(column -> name(column.name())).collect(Collectors.joining(", "));
    }

    /** Columns as they stand in a table's declaration. */
    static String declared(List<StoredColumn> columns) {
        return columns.stream().map(Sql::declared).collect(Collectors.joining(", "));
    }

    static String declared(StoredColumn column) {
        return name(column.name()) + " " + StoredTypes.sql(column.column().type());
    }

    /** Runs a statement, and returns how many rows it changed. */
    static long run(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
            return Math.max(0, statement.getLargeUpdateCount());
        }
    }

    static long number(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A text that is surely there. */
    static String word(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static boolean isTrue(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
