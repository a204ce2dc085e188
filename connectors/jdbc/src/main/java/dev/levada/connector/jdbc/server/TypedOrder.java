package dev.levada.connector.jdbc.server;

import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorValue;
import dev.levada.connector.jdbc.Order;
import dev.levada.connector.jdbc.Written;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order of values that are all of one type.
 *
 * @param shown how a value is selected, with {@code %s} for the value
 * @param parameter what stands for a value in SQL, with one parameter, a number or else a text
 */
public record TypedOrder(Kind kind, String shown, String parameter) implements Order {

    /** Kinds of values. Their names are kept with checkpoints. */
    public enum Kind {
        NUMBER,
        /** A number to which few digits do not add up. */
        DOUBLE,
        DATE,
        TIMESTAMP,
        /** Shown in UTC, without saying so. */
        TIMESTAMPTZ,
        TEXT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Values that the database shows and takes as they are. */
    public static Optional<Order> of(Kind kind) {
        return of(kind, "%s", "?");
    }

    public static Optional<Order> of(Kind kind, String shown, String parameter) {
        return Optional.of(new TypedOrder(kind, shown, parameter));
    }

    @Override
    public String shown(String value) {
        return shown.replace("%s", value);
    }

    @Override
    public Optional<CursorValue> value(ResultSet from, int column) throws SQLException {
        return Optional.ofNullable(text(from, column)).map(text -> new CursorValue(kind.word(), text));
    }

    private @Nullable String text(ResultSet from, int column) throws SQLException {
        return switch (kind) {
            case NUMBER -> {
                @Nullable BigDecimal number = from.getBigDecimal(column);
                yield number == null ? null : number.toPlainString();
            }
            case DOUBLE -> {
                double number = from.getDouble(column);
                yield from.wasNull() ? null : Double.toString(number);
            }
            default -> from.getString(column);
        };
    }

    /** Sets a parameter to a value of any kind. */
    public static void bind(PreparedStatement statement, int index, CursorValue value) throws SQLException {
        if (value.type().equals(Kind.NUMBER.word())) {
            statement.setBigDecimal(index, new BigDecimal(value.text()));
        } else if (value.type().equals(Kind.DOUBLE.word())) {
            statement.setDouble(index, Double.parseDouble(value.text()));
        } else {
            statement.setString(index, value.text());
        }
    }

    @Override
    public CursorValue typed(Cursor cursor, String written, Optional<String> type) {
        return switch (kind) {
            case NUMBER, DOUBLE -> Written.number(cursor, kind.word(), written);
            case DATE, TIMESTAMP -> new CursorValue(kind.word(), Written.date(cursor, written));
            case TIMESTAMPTZ -> new CursorValue(kind.word(), Written.moment(cursor, written));
            case TEXT -> new CursorValue(kind.word(), written);
        };
    }
}
