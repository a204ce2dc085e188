package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.engine.Rows;
import dev.levada.engine.SqlException;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** A query's rows. */
final class DuckRows implements Rows {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private final PreparedStatement statement;
    private final ResultSet result;
    private final List<Column> columns;
    private final String sql;
    private final RemoteTables remote;

    /** @param remote what the query may read besides files */
    DuckRows(DuckDBConnection connection, RemoteTables remote, String sql) {
        this.sql = sql;
        this.remote = remote;
        try {
            statement = connection.prepareStatement(sql);
            result = statement.executeQuery();
            columns = columns(result);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(SQLException e) {
        return remote.cause(DuckErrors.translate(e, sql));
    }

    private static List<Column> columns(ResultSet result) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.add(column(
                    result.getMetaData().getColumnLabel(i), result.getMetaData().getColumnTypeName(i)));
        }
        return columns;
    }

    /** A type that tables cannot hold is shown as text. */
    private static Column column(String name, String type) {
        try {
            return DuckTypes.column(name, type);
        } catch (SqlException e) {
            return new Column(name, Type.Primitive.VARCHAR);
        }
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
        try {
            if (!result.next()) {
                return null;
            }
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(value(object(i)));
            }
            return row;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The driver's own choice for times without a zone is a moment of the machine's zone, which may skip an hour. */
    private @Nullable Object object(int i) throws SQLException {
        return columns.get(i - 1).type() == Type.Primitive.TIMESTAMP
                ? result.getObject(i, LocalDateTime.class)
                : result.getObject(i);
    }

    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Array array) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Object element : Arrays.asList((Object[]) array.getArray())) {
                list.add(value(element));
            }
            return list;
        }
        if (value instanceof Struct struct) {
            return struct(struct);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(String.valueOf(entry.getKey()), value(entry.getValue()));
            }
            return entries;
        }
        return text(value);
    }

    private static Map<String, @Nullable Object> struct(Struct struct) throws SQLException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : ((DuckDBStruct) struct).getMap().entrySet()) {
            fields.put(field.getKey(), value(field.getValue()));
        }
        return fields;
    }

    /** Times as DuckDB prints them, whatever the machine's zone. */
    private static String text(Object value) {
        if (value instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        if (value instanceof Timestamp timestamp) {
            return TIME.format(timestamp.toLocalDateTime());
        }
        if (value instanceof OffsetDateTime moment) {
            return TIME.format(moment.withOffsetSameInstant(ZoneOffset.UTC)) + "+00";
        }
        return value.toString();
    }

    @Override
    public void close() {
        try {
            result.close();
            statement.close();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            remote.rest();
        }
    }
}
