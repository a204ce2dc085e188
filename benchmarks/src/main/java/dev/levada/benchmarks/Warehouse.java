package dev.levada.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A database beside the one with the large table, into which its rows are written again and again. */
final class Warehouse {
    static final String DATABASE = "warehouse";

    /** The table that programs write to which make none themselves. */
    static final String TABLE = "sales";

    /** The large table's columns in the types in which Levada keeps them. */
    private static final String COLUMNS = "id bigint, customer_id integer, quantity integer, price numeric(12,2),"
            + " weight double precision, paid boolean, placed_at timestamp with time zone, due date, status text,"
            + " note text, reference uuid, region text";

    /** What Levada adds to each row. */
    private static final List<String> AUDIT =
            List.of("_run_id text", "_loaded_at timestamp with time zone", "_source text");

    /** The same for rows that another program sends: of the same length, filled in by the server. */
    private static final List<String> DEFAULTS =
            List.of("'20240701-120000-abcd'", "timestamptz '2024-07-01Z'", "'server.sales'");

    private final PostgresServer server;
    private @Nullable Map<String, String> expected;

    Warehouse(PostgresServer server) {
        this.server = server;
    }

    /** The names of the large table's columns, which are all that is sent. */
    static String names() {
        return Arrays.stream(COLUMNS.split(", "))
                .map(column -> column.substring(0, column.indexOf(' ')))
                .collect(Collectors.joining(", "));
    }

    /** Drops all that was written, so that the next run finds an empty database and a server with nothing left to do. */
    void empty() throws IOException {
        try (Connection connection = server.connect(PostgresServer.DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + DATABASE + " with (force)");
            statement.execute("create database " + DATABASE);
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Makes the table for a program that makes none itself, with the columns that Levada's has. */
    void makeTable() throws IOException {
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            String audit = IntStream.range(0, AUDIT.size())
                    .mapToObj(i -> ", " + AUDIT.get(i) + " default " + DEFAULTS.get(i))
                    .collect(Collectors.joining());
            statement.execute("create table " + TABLE + " (" + COLUMNS + audit + ")");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Demands that a table here has the columns that it should, and the very rows of the large table. */
    void demand(String table) throws IOException {
        if (expected == null) {
            expected = new TreeMap<>(rows(PostgresServer.DATABASE, PostgresServer.TABLE));
            expected.put("columns", COLUMNS + ", " + String.join(", ", AUDIT));
        }
        Map<String, String> found = rows(DATABASE, table);
        found.put("columns", columns(table));
        Agreement.require(expected, found);
    }

    /** Values are compared as the server writes them, so that a type may be wider than the one that they came from. */
    private Map<String, String> rows(String database, String table) throws IOException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), sum(hashtextextended(row(" + names() + ")::text, 0)) from " + table)) {
            row.next();
            Map<String, String> rows = new TreeMap<>();
            rows.put("rows", row.getString(1));
            rows.put("digest", String.valueOf(row.getString(2)));
            return rows;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private String columns(String table) throws IOException {
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)"
                                + " from pg_attribute where attrelid = '" + table
                                + "'::regclass and attnum > 0 and not attisdropped")) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
