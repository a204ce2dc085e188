package dev.levada.connector.jdbc.sqlite;

import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.RowDigest;
import dev.levada.connector.jdbc.Order;
import dev.levada.connector.jdbc.Written;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of SQLite as cursors. SQLite orders numbers before texts before bytes whatever a column is declared, so a cursor is
 * of one of the first two kinds, and all of its values are.
 *
 * @param declared the type that the declaration stands for
 */
record SqliteOrder(Type declared) implements Order {
    private static final String NUMBER = "number";
    private static final String TEXT = "text";
    private static final String BYTES = "bytes";

    @Override
    public Optional<CursorValue> value(ResultSet from, int column) throws SQLException {
        @Nullable Object value = from.getObject(column);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number) {
            return Optional.of(new CursorValue(NUMBER, value.toString()));
        }
        return Optional.of(value instanceof String text ? new CursorValue(TEXT, text) : new CursorValue(BYTES, ""));
    }

    private boolean isNumeric() {
        return declared == Primitive.BIGINT || declared == Primitive.DOUBLE || declared instanceof Type.Decimal;
    }

    static void bind(PreparedStatement statement, int index, CursorValue value) throws SQLException {
        if (!value.type().equals(NUMBER)) {
            statement.setString(index, value.text());
            return;
        }
        BigDecimal number = new BigDecimal(value.text());
        try {
            statement.setLong(index, number.longValueExact());
        } catch (ArithmeticException e) {
            statement.setDouble(index, Double.parseDouble(value.text()));
        }
    }

    @Override
    public void demandOrder(Cursor cursor, CursorValue least, CursorValue greatest) {
        if (!least.type().equals(greatest.type()) || least.type().equals(BYTES)) {
            throw cursor.wrong(
                    "the cursor '" + cursor.column() + "' holds values of the kinds " + least.type() + " and "
                            + greatest.type() + ", from '" + least + "' to '" + greatest
                            + "', which have no order that rows arrive in. Read it with a `query` that casts or leaves them"
                            + " out.");
        }
        if (isNumeric() && !greatest.type().equals(NUMBER)) {
            throw cursor.wrong("the cursor '" + cursor.column() + "' is declared " + declared.sql()
                    + " and holds texts such as '" + greatest + "'. Read it with a `query` that casts it.");
        }
    }

    @Override
    public CursorValue typed(Cursor cursor, String written, Optional<String> type) {
        if (type.orElse(isNumeric() ? NUMBER : TEXT).equals(NUMBER)) {
            return Written.number(cursor, NUMBER, written);
        }
        boolean dated =
                declared == Primitive.DATE || declared == Primitive.TIMESTAMP || declared == Primitive.TIMESTAMPTZ;
        if (dated) {
            Written.demandDate(cursor, written);
        }
        return new CursorValue(TEXT, written);
    }

    static void digest(ResultSet from, int column, RowDigest digest) throws SQLException {
        @Nullable Object value = from.getObject(column);
        if (value == null) {
            digest.addNull();
        } else if (value instanceof Double number) {
            digest.add(2, Long.toHexString(Double.doubleToLongBits(number)));
        } else if (value instanceof Number) {
            digest.add(1, value.toString());
        } else {
            digest.add(value instanceof String ? 3 : 4, from.getBytes(column));
        }
    }
}
