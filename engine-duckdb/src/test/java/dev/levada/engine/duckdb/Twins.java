package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.dialect.Residence;
import dev.levada.dialect.postgres.PostgresDialect;
import dev.levada.engine.Rows;
import dev.levada.engine.Translator.Translated;
import dev.levada.engine.Translator.Translation;
import dev.levada.project.AssetName;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The same tables in DuckDB and in a PostgreSQL server, to see whether a query and its translation give the same rows. */
final class Twins implements AutoCloseable {
    private static final int SERVER_VERSION = 18;
    private static final int ROWS_AT_ONCE = 500;
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Started by the first test that needs it, ended with the tests. */
    private static final class Shared {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final DuckDbEngine engine;
    private final DuckDbSession session;
    private final Connection server;
    private final String schema = "twins_" + COUNT.incrementAndGet();
    private final Map<AssetName, Residence> inputs = new LinkedHashMap<>();

    Twins(Path folder) throws SQLException {
        engine = new DuckDbEngine(folder.resolve("spill"));
        session = (DuckDbSession) engine.session();
        server = DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + Shared.SERVER.getPort() + "/postgres", "postgres", "");
        run("create schema " + schema);
        // Meanings must not lean on what a session happens to be set to.
        run("set timezone to 'Asia/Kathmandu'");
        run("set datestyle to 'ISO, DMY'");
        run("set intervalstyle to 'sql_standard'");
    }

    /** Makes an empty table, with types that only DuckDB knows. */
    void nested(String name, String columns) {
        AssetName asset = AssetName.parse(name);
        List<Column> shape = columns(columns);
        session.declare(asset, shape);
        inputs.put(asset, new Residence(schema, asset.table(), shape));
    }

    private static List<Column> columns(String columns) {
        List<Column> shape = new ArrayList<>();
        for (String column : columns.split(", ")) {
            int blank = column.indexOf(' ');
            shape.add(new Column(column.substring(0, blank), Type.parse(column.substring(blank + 1))));
        }
        return shape;
    }

    /** Makes a table with those rows, each a list of values as SQL. */
    void table(String name, String columns, List<String> rows) throws SQLException {
        AssetName asset = AssetName.parse(name);
        List<Column> shape = columns(columns);
        List<String> spelled = shape.stream()
                .map(column -> '"' + column.name() + "\" " + postgres(column.type()))
                .toList();
        String table = schema + ".\"" + asset.table() + '"';
        session.declare(asset, shape);
        run("create table " + table + " (" + String.join(", ", spelled) + ")");
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            String values = String.join(", ", rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
            session.statements().execute("INSERT INTO " + Sql.name(asset) + " VALUES " + values);
            run("insert into " + table + " values " + values);
        }
        inputs.put(asset, new Residence(schema, asset.table(), shape));
    }

    private static String postgres(Type type) {
        if (type instanceof Type.Decimal decimal) {
            return "numeric(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        return switch ((Type.Primitive) type) {
            case DOUBLE -> "double precision";
            case FLOAT -> "real";
            case BLOB -> "bytea";
            case VARCHAR -> "text";
            default -> type.sql();
        };
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }

    Translation translate(String sql) {
        return translate(sql, SERVER_VERSION);
    }

    Translation translate(String sql, int version) {
        return engine.translator().translate(sql, inputs, new PostgresDialect(version));
    }

    /** The rows of a query in DuckDB, in an order of their own. */
    List<String> here(String sql) {
        List<String> rows = new ArrayList<>();
        try (Rows result = session.query(sql)) {
            for (List<Object> row = result.next(); row != null; row = result.next()) {
                rows.add(shown(row, result.columns()));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    /** The rows of a translation in PostgreSQL, in an order of their own. */
    List<String> there(Translated translated) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = server.createStatement();
                ResultSet result = statement.executeQuery(translated.sql())) {
            List<Column> columns = translated.columns();
            if (result.getMetaData().getColumnCount() != columns.size()) {
                throw new AssertionError("another number of columns");
            }
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(value(result, i, columns.get(i - 1).type()));
                }
                rows.add(shown(row, columns));
            }
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + " in\n" + translated.sql(), e.getSQLState(), e);
        }
        Collections.sort(rows);
        return rows;
    }

    /** Fails with the rows that only one of both has. */
    void demandSameRows(String sql, Translated translated) throws SQLException {
        List<String> onlyHere = new ArrayList<>(here(sql));
        List<String> onlyThere = new ArrayList<>();
        for (String row : there(translated)) {
            if (!onlyHere.remove(row)) {
                onlyThere.add(row);
            }
        }
        if (!onlyHere.isEmpty() || !onlyThere.isEmpty()) {
            throw new AssertionError("%s%nis translated to%n%s%nonly in DuckDB:%n%s%nonly in PostgreSQL:%n%s"
                    .formatted(sql, translated.sql(), few(onlyHere), few(onlyThere)));
        }
    }

    private static String few(List<String> rows) {
        return rows.stream().limit(5).collect(Collectors.joining("\n"));
    }

    /** The columns that the server says a translation has. */
    List<String> shapeThere(Translated translated) throws SQLException {
        List<String> shape = new ArrayList<>();
        try (Statement statement = server.createStatement();
                ResultSet result =
                        statement.executeQuery("select * from (" + translated.sql() + ") as translated limit 0")) {
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                String type = result.getMetaData().getColumnTypeName(i);
                shape.add(result.getMetaData().getColumnLabel(i) + " "
                        + (type.equals("numeric")
                                ? "numeric(" + result.getMetaData().getPrecision(i) + ","
                                        + result.getMetaData().getScale(i) + ")"
                                : type));
            }
        }
        return shape;
    }

    /** The same columns as PostgreSQL calls their types. */
    static List<String> shape(List<Column> columns) {
        return columns.stream()
                .map(column -> column.name() + " " + shortName(column.type()))
                .toList();
    }

    private static String shortName(Type type) {
        return switch (postgres(type)) {
            case "BOOLEAN" -> "bool";
            case "INTEGER" -> "int4";
            case "BIGINT" -> "int8";
            case "real" -> "float4";
            case "double precision" -> "float8";
            default -> postgres(type).toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static Object value(ResultSet result, int i, Type type) throws SQLException {
        if (type == Type.Primitive.DATE) {
            java.time.LocalDate date = result.getObject(i, java.time.LocalDate.class);
            return date == null ? null : date.toString();
        }
        if (type == Type.Primitive.TIMESTAMP) {
            java.time.LocalDateTime time = result.getObject(i, java.time.LocalDateTime.class);
            return time == null ? null : time.toString();
        }
        return result.getObject(i);
    }

    private static String shown(List<Object> row, List<Column> columns) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            values.add(shown(row.get(i), columns.get(i).type()));
        }
        return String.join(" | ", values);
    }

    /** Doubles to as many digits as do not depend on the order in which they are added up. */
    private static String shown(Object value, Type type) {
        if (value == null) {
            return "∅";
        }
        if (type == Type.Primitive.DOUBLE || type == Type.Primitive.FLOAT) {
            double number = ((Number) value).doubleValue();
            boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
            return !finite
                    ? String.valueOf(number)
                    : number == 0
                            ? "0"
                            : new BigDecimal(number)
                                    .round(new MathContext(9))
                                    .stripTrailingZeros()
                                    .toPlainString();
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        if (type == Type.Primitive.TIMESTAMP) {
            return value.toString()
                    .replace(' ', 'T')
                    .replaceAll("(T\\d\\d:\\d\\d)$", "$1:00")
                    .replaceAll("([.]\\d*?)0+$", "$1");
        }
        return value.toString();
    }

    @Override
    public void close() throws SQLException {
        run("drop schema " + schema + " cascade");
        server.close();
        session.close();
        engine.close();
    }
}
