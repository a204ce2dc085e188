package dev.levada.store.database.books;

import dev.levada.store.StoredColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of SQL, and statements without answers. */
public final class Sql {
    private Sql() {}

    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    public static String names(List<StoredColumn> columns) {
        return columns.stream().map(column -> name(column.name())).collect(Collectors.joining(", "));
    }

    /** Columns as they stand in a table's declaration. */
    public static String declared(Words words, List<StoredColumn> columns) {
        return columns.stream().map(column -> declared(words, column)).collect(Collectors.joining(", "));
    }

    public static String declared(Words words, StoredColumn column) {
        return name(column.name()) + " " + words.type(column.column().type());
    }

    /** A condition on what a run, or a part of it, left. A part's name is the run's with a dot and more behind it. */
    public static String ofRun(String runId) {
        String part = runId + ".";
        return "(run_id = " + text(runId) + " or left(run_id, " + part.length() + ") = " + text(part) + ")";
    }

    /** Runs a statement, and returns how many rows it changed. */
    public static long run(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
            return Math.max(0, statement.getLargeUpdateCount());
        }
    }

    public static long number(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A text that is surely there. */
    public static String word(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    public static boolean isTrue(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The first column of a query's rows. */
    public static List<String> texts(Connection session, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }
}
