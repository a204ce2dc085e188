package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorTable;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.RememberedRows;
import dev.levada.api.cursor.RowDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement that is read by a cursor, within one transaction. */
final class CursorQuery implements CursorTable<SQLException> {
    private final Dialect dialect;
    private final Connection connection;
    private final Query query;
    private final Cursor cursor;
    private final Order order;
    private final Optional<CursorValue> greatest;

    /**
     * @param cursor as the project says it
     * @throws dev.levada.api.LevadaException if the statement has no such column, or one whose values have no order
     */
    CursorQuery(Dialect dialect, Connection connection, Query query, Cursor cursor) throws SQLException {
        this.dialect = dialect;
        this.connection = connection;
        this.query = query;
        Field field = field(query, cursor);
        this.cursor = cursor.of(field.name());
        this.order = field.order().orElseThrow(() -> unordered(field));
        Optional<CursorValue> least = value("select " + shown("min") + query.from(), List.of());
        this.greatest = value("select " + shown("max") + query.from(), List.of());
        least.ifPresent(low -> order.demandOrder(this.cursor, low, greatest.orElseThrow()));
    }

    /** The cursor, its column spelled as the database spells it. */
    Cursor cursor() {
        return cursor;
    }

    Order order() {
        return order;
    }

    Connection connection() {
        return connection;
    }

    private static Field field(Query query, Cursor cursor) {
        List<String> known = query.fields().stream().map(Field::name).toList();
        return query.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(cursor.column()))
                .findFirst()
                .orElseThrow(() -> cursor.wrong("there is no column named '" + cursor.column()
                        + "' among those that are read, as `cursor` names it. "
                        + Names.hint(cursor.column(), known)));
    }

    private LevadaException unordered(Field field) {
        return cursor.wrong("the cursor '" + field.name() + "' is of the type "
                + field.column().type().sql()
                + ", which rows do not arrive in the order of. Choose a column of numbers, dates, times or texts.");
    }

    @Override
    public List<String> columns() {
        return query.columns().stream().map(Column::name).toList();
    }

    @Override
    public Optional<String> type() {
        return greatest.map(CursorValue::type);
    }

    @Override
    public CursorValue typed(String written) {
        return order.typed(cursor, written, type());
    }

    @Override
    public Optional<CursorValue> greatest(Optional<CursorValue> from) throws SQLException {
        return from.isEmpty()
                ? greatest
                : value(
                        "select " + shown("max") + query.from() + " where " + name() + " >= " + order.parameter(),
                        List.of(from.get()));
    }

    @Override
    public long nulls() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "select count(*)" + query.from() + " where " + name() + " is null");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public Optional<RememberedRows> rows(
            Optional<CursorValue> from, Optional<CursorValue> to, List<String> by, int most) throws SQLException {
        List<CursorValue> values = new ArrayList<>();
        String condition = name() + " is null";
        if (from.isPresent() && to.isPresent()) {
            condition +=
                    " or (" + name() + " >= " + order.parameter() + " and " + name() + " <= " + order.parameter() + ")";
            values.add(from.get());
            values.add(to.get());
        }
        try (PreparedStatement statement =
                prepared("select " + query.list(dialect::quoted) + query.from() + " where " + condition, values)) {
            statement.setMaxRows(most + 1);
            return remembered(statement, by, most);
        }
    }

    private Optional<RememberedRows> remembered(PreparedStatement statement, List<String> by, int most)
            throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            int[] places = places(columns(), by);
            RowDigest digest = new RowDigest();
            int count = 0;
            while (rows.next()) {
                if (++count > most) {
                    return Optional.empty();
                }
                counts.merge(digest(dialect, rows, places, digest), 1, Integer::sum);
            }
        }
        return Optional.of(new RememberedRows(by, counts));
    }

    /** Where columns stand, counted from 1. */
    static int[] places(List<String> columns, List<String> by) {
        return by.stream().mapToInt(name -> columns.indexOf(name) + 1).toArray();
    }

    static String digest(Dialect dialect, ResultSet row, int[] places, RowDigest digest) throws SQLException {
        for (int place : places) {
            dialect.digest(row, place, digest);
        }
        return digest.row();
    }

    private Optional<CursorValue> value(String sql, List<CursorValue> values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? order.value(rows, 1) : Optional.empty();
        }
    }

    private PreparedStatement prepared(String sql, List<CursorValue> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        dialect.prepare(statement);
        for (int i = 0; i < values.size(); i++) {
            dialect.bind(statement, i + 1, values.get(i));
        }
        return statement;
    }

    private String name() {
        return dialect.quoted(cursor.column());
    }

    private String shown(String aggregate) {
        return order.shown(aggregate + "(" + name() + ")");
    }
}
