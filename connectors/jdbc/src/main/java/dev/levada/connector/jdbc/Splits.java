package dev.levada.connector.jdbc;

import dev.levada.api.Names;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.table.Columns;
import dev.levada.api.table.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides a table into ranges of a column that have about as many rows each, however its values are spread: the bounds
 * are values that a sample of the rows has.
 */
record Splits(Dialect dialect, Connection connection, long rowsOfPart) {
    private static final int MOST_PARTS = 64;
    /** So many of each part that bounds are off by a few hundredths. */
    private static final int SAMPLED = 1000;

    /** @param notices what a user should know of how it is read */
    record Divided(List<Part> parts, List<String> notices) {}

    /** @param splitBy the column that the project chose */
    Divided of(Query query, Optional<String> splitBy) throws SQLException {
        String sql = query.all(dialect::quoted);
        Divided whole = new Divided(List.of(Part.whole(query, sql, List.of(), Optional.empty())), List.of());
        Optional<Splitting> splitting = dialect.splitting();
        if (query.table().isEmpty() || query.table().get().kind() != Relation.Kind.TABLE || splitting.isEmpty()) {
            return whole;
        }
        Relation table = query.table().get();
        Splitting.Size size = splitting.get().size(connection, table);
        Optional<Field> by = splitBy.isPresent()
                ? Optional.of(chosen(query, splitBy.get()))
                : size.key()
                        .flatMap(key -> query.fields().stream()
                                .filter(field -> field.name().equals(key))
                                .findFirst());
        long count = Math.min(MOST_PARTS, size.rows() / rowsOfPart);
        if (count < 2 || by.flatMap(Field::order).isEmpty()) {
            return whole;
        }
        Optional<String> obstacle = splitting.get().obstacle(connection, table);
        if (obstacle.isPresent()) {
            return new Divided(
                    whole.parts(), List.of("table " + table.name() + " is read in one part: " + obstacle.get()));
        }
        String sample = splitting
                .get()
                .sample(
                        table,
                        dialect.quoted(by.get().name()),
                        by.get().order().get(),
                        Math.min(1, (double) SAMPLED * count / size.rows()));
        List<CursorValue> bounds = bounds(sampled(sample, by.get().order().get()), (int) count);
        return bounds.isEmpty() ? whole : new Divided(parts(query, by.get(), bounds), List.of());
    }

    private Field chosen(Query query, String splitBy) {
        Field field = query.fields().stream()
                .filter(one -> one.name().equalsIgnoreCase(splitBy))
                .findFirst()
                .orElseThrow(() -> Selection.wrong(
                        dialect.name(),
                        "there is no column named '" + splitBy + "' among those that are read, as `split_by` names it. "
                                + Names.hint(
                                        splitBy,
                                        query.fields().stream().map(Field::name).toList())));
        if (field.order().isEmpty()) {
            throw Selection.wrong(
                    dialect.name(),
                    "`split_by` names '" + field.name() + "', whose values have no order. Choose a column of numbers,"
                            + " dates, times or texts.");
        }
        return field;
    }

    private List<CursorValue> sampled(String sql, Order order) throws SQLException {
        List<CursorValue> values = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            dialect.prepare(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    order.value(rows, 1).ifPresent(values::add);
                }
            }
        }
        return values;
    }

    /** The first values of all parts but the first. @param sampled in their order */
    static List<CursorValue> bounds(List<CursorValue> sampled, int parts) {
        List<CursorValue> bounds = new ArrayList<>();
        for (int i = 1; i < parts && !sampled.isEmpty(); i++) {
            CursorValue bound = sampled.get((int) ((long) i * sampled.size() / parts));
            CursorValue before = bounds.isEmpty() ? sampled.get(0) : bounds.get(bounds.size() - 1);
            if (!bound.equals(before)) {
                bounds.add(bound);
            }
        }
        return bounds;
    }

    private List<Part> parts(Query query, Field by, List<CursorValue> bounds) {
        String name = dialect.quoted(by.name());
        String parameter = by.order().map(Order::parameter).orElseThrow();
        String select = "select " + query.list(dialect::quoted) + query.from(Part.MOMENT) + " where ";
        int count = bounds.size() + 1;
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<CursorValue> values = new ArrayList<>();
            List<String> conditions = new ArrayList<>();
            if (i > 0) {
                conditions.add(name + " >= " + parameter);
                values.add(bounds.get(i - 1));
            }
            if (i < count - 1) {
                conditions.add(name + " < " + parameter);
                values.add(bounds.get(i));
            }
            String range = String.join(" and ", conditions);
            String condition = i == 0 ? "(" + range + " or " + name + " is null)" : range;
            parts.add(new Part(
                    i,
                    count,
                    query.table().map(Relation::sql).orElseThrow(),
                    query.base(),
                    Columns.fingerprint(query.columns()),
                    select + condition,
                    values,
                    Optional.empty()));
        }
        return parts;
    }
}
