package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Names;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorTable;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.RememberedRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table or query that is read by a cursor, within one transaction. */
final class CursorQuery implements CursorTable<SQLException> {
    private static final Set<String> ENDLESS = Set.of("infinity", "-infinity", "nan");
    private static final Set<String> TEXTS = Set.of("text", "bpchar", "name");

    private final Connection connection;
    private final Target target;
    private final Cursor cursor;
    private final String type;

    /**
     * @param cursor as the project says it
     * @throws dev.levada.api.LevadaException if there is no such column, or one whose values have no order
     */
    CursorQuery(Connection connection, Target target, Cursor cursor) {
        this.connection = connection;
        this.target = target;
        Field field = field(target, cursor);
        this.cursor = cursor.of(field.column().name());
        this.type = field.order();
        if (type.isEmpty()) {
            throw cursor.wrong(
                    "the cursor '" + field.column().name() + "' is of a type that rows do not arrive in the order"
                            + " of. Choose a column of numbers, dates, times or texts.");
        }
    }

    /** The cursor, its column spelled as the database spells it. */
    Cursor cursor() {
        return cursor;
    }

    private static Field field(Target target, Cursor cursor) {
        return target.fields().stream()
                .filter(field -> field.column().name().equalsIgnoreCase(cursor.column()))
                .findFirst()
                .orElseThrow(() -> cursor.wrong("there is no column named '" + cursor.column()
                        + "' among those that are read, as `cursor` names it. "
                        + Names.hint(
                                cursor.column(),
                                target.columns().stream().map(Column::name).toList())));
    }

    @Override
    public List<String> columns() {
        return target.columns().stream().map(Column::name).toList();
    }

    @Override
    public Optional<String> type() {
        return Optional.of(type);
    }

    @Override
    public CursorValue typed(String written) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + Literal.quoted(written) + "::" + type + "::text")) {
            row.next();
            return finite("`initial`", row.getString(1));
        } catch (SQLException e) {
            if (Failures.isAboutValues(e)) {
                throw cursor.wrong("`initial` is '" + written + "', but the cursor '" + cursor.column()
                        + "' is of the type " + type + ".");
            }
            throw e;
        }
    }

    /** In the order that the column's index has, so that a look at its end is enough. */
    @Override
    public Optional<CursorValue> greatest(Optional<CursorValue> from) throws SQLException {
        if (from.isPresent() && !from.get().type().equals(type)) {
            return Optional.empty(); // what the planning finds by itself, and says
        }
        String name = name();
        String range = from.map(least -> name + " >= " + Literal.of(least)).orElse(name + " is not null");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select v::text from (select " + name + " as v"
                        + target.rows(range) + " order by " + name + " desc limit 1) as greatest")) {
            return row.next()
                    ? Optional.of(finite("the cursor '" + cursor.column() + "'", row.getString(1)))
                    : Optional.empty();
        }
    }

    private CursorValue finite(String what, String text) {
        if (ENDLESS.contains(text.toLowerCase(Locale.ROOT)) && !TEXTS.contains(type)) {
            throw cursor.wrong(what + " holds " + text
                    + ", which no value comes after. Leave it out by a `filter` or in the" + " `query`.");
        }
        return new CursorValue(type, text);
    }

    @Override
    public long nulls() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*)" + target.rows(name() + " is null"))) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public Optional<RememberedRows> rows(
            Optional<CursorValue> from, Optional<CursorValue> to, List<String> by, int most) throws SQLException {
        String condition = name() + " is null";
        if (from.isPresent() && to.isPresent()) {
            condition = "(" + condition + " or (" + name() + " >= " + Literal.of(from.get()) + " and " + name() + " <= "
                    + Literal.of(to.get()) + "))";
        }
        Map<String, Integer> counts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select " + SiftedRows.digest(by) + target.rows(condition) + " limit " + (most + 1))) {
            int count = 0;
            while (rows.next()) {
                if (++count > most) {
                    return Optional.empty();
                }
                counts.merge(rows.getString(1), 1, Integer::sum);
            }
        }
        return Optional.of(new RememberedRows(by, counts));
    }

    private String name() {
        return Server.quoted(cursor.column());
    }
}
