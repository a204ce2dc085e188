package dev.levada.connector.jdbc.server;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.jdbc.Cell;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Order;
import dev.levada.connector.jdbc.server.TypedOrder.Kind;
import java.util.Optional;

/**
 * Makes the fields of a column.
 *
 * @param name the column's
 * @param quoted the name as it stands in SQL
 */
public record Fields(String name, String quoted) {
    /** Digits behind the point of a second that a time keeps. */
    public static final int MOST_FRACTION = 6;

    private static final int MOST_DIGITS = 38;

    /** Values that the type holds, whatever they are. */
    public Field of(Type type, Cell cell, Optional<Order> order) {
        return new Field(new Column(name, type), type, quoted, cell, order);
    }

    /** Values that are not compared. */
    public Field of(Type type, Cell cell) {
        return of(type, cell, Optional.empty());
    }

    /** Values that the type may not hold, so that they are delivered as text. */
    public Field suggested(Type type, Cell cell, Optional<Order> order) {
        return new Field(new Column(name, type), Primitive.VARCHAR, quoted, cell, order);
    }

    /** Text that an expression makes of the values, with {@code %s} for the column. */
    public Field shown(Type type, String expression, Optional<Order> order) {
        return new Field(
                new Column(name, type), Primitive.VARCHAR, expression.replace("%s", quoted), Cells::text, order);
    }

    public Field whole(Type type) {
        return of(type, Cells::whole, TypedOrder.of(Kind.NUMBER));
    }

    public Field real() {
        return of(Primitive.DOUBLE, Cells::real, TypedOrder.of(Kind.DOUBLE));
    }

    public Field text() {
        return of(Primitive.VARCHAR, Cells::text, TypedOrder.of(Kind.TEXT));
    }

    public Field bytes() {
        return of(Primitive.BLOB, Cells::bytes);
    }

    /** Exact numbers; as text if they have no bound, or more digits than a decimal has. */
    public Field decimal(int precision, int scale) {
        int digits = Math.max(precision - Math.min(scale, 0), scale);
        if (digits < 1 || digits > MOST_DIGITS) {
            return of(Primitive.VARCHAR, Cells::digits, TypedOrder.of(Kind.NUMBER));
        }
        Decimal type = new Decimal(digits, Math.max(scale, 0));
        return of(type, Cells.decimal(type), TypedOrder.of(Kind.NUMBER));
    }
}
