package dev.levada.testing.source;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A column in an array, strict about how it is filled. */
final class ArrayVector implements Vector {
    private final Column column;
    private final @Nullable Object[] values;
    private final boolean[] isSet;

    ArrayVector(Column column, int capacity) {
        this.column = column;
        this.values = new @Nullable Object[capacity];
        this.isSet = new boolean[capacity];
    }

    @Nullable
    Object value(int row) {
        if (!isSet[row]) {
            throw new AssertionError("row " + row + " of column " + column.name() + " was never set");
        }
        return values[row];
    }

    @Override
    public void setNull(int row) {
        put(row, null);
    }

    @Override
    public void setBoolean(int row, boolean value) {
        set(row, value, Primitive.BOOLEAN);
    }

    @Override
    public void setLong(int row, long value) {
        set(row, value, Primitive.INTEGER, Primitive.BIGINT);
    }

    @Override
    public void setDouble(int row, double value) {
        set(row, value, Primitive.FLOAT, Primitive.DOUBLE);
    }

    @Override
    public void setDecimal(int row, BigDecimal value) {
        boolean fits = column.type() instanceof Decimal decimal
                && value.scale() <= decimal.scale()
                && value.precision() - value.scale() <= decimal.precision() - decimal.scale();
        if (!fits) {
            throw wrong(value);
        }
        put(row, value);
    }

    @Override
    public void setString(int row, String value) {
        set(row, value, Primitive.VARCHAR);
    }

    @Override
    public void setBytes(int row, byte[] value) {
        set(row, value, Primitive.BLOB);
    }

    @Override
    public void setDate(int row, LocalDate value) {
        set(row, value, Primitive.DATE);
    }

    @Override
    public void setTime(int row, LocalTime value) {
        set(row, value, Primitive.TIME);
    }

    @Override
    public void setTimestamp(int row, LocalDateTime value) {
        set(row, value, Primitive.TIMESTAMP);
    }

    @Override
    public void setInstant(int row, long microseconds) {
        set(row, microseconds, Primitive.TIMESTAMPTZ);
    }

    @Override
    public void setUuid(int row, UUID value) {
        set(row, value, Primitive.UUID);
    }

    private void set(int row, Object value, Type... fitting) {
        for (Type type : fitting) {
            if (type.equals(column.type())) {
                put(row, value);
                return;
            }
        }
        throw wrong(value);
    }

    private void put(int row, @Nullable Object value) {
        if (isSet[row]) {
            throw new AssertionError("row " + row + " of column " + column.name() + " was set twice");
        }
        isSet[row] = true;
        values[row] = value;
    }

    private AssertionError wrong(Object value) {
        return new AssertionError(value + " does not fit column " + column.name() + " of type "
                + column.type().sql());
    }
}
