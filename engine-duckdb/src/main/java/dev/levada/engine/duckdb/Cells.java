package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import dev.levada.api.Vector;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.duckdb.DuckDBWritableVector;

/** One column of a batch. There is a class for each kind of values, so that no value has to ask which kind it is of. */
abstract class Cells implements Vector {
    private final Type type;

    Cells(Type type) {
        this.type = type;
    }

    /**
     * What a column's values are for.
     *
     * @param capacity how many rows the vector has
     */
    record Target(DuckDBWritableVector vector, Type type, VectorFilling filling, int capacity) {}

    static Cells of(Target target) {
        if (target.type() instanceof Type.Decimal decimal) {
            return new DecimalCells(target, decimal);
        }
        return target.type() instanceof Type.Primitive primitive
                ? switch (primitive) {
                    case BOOLEAN -> new FixedCells.Booleans(target);
                    case INTEGER -> new FixedCells.Integers(target);
                    case BIGINT -> new FixedCells.Longs(target);
                    case FLOAT -> new FixedCells.Floats(target);
                    case DOUBLE -> new FixedCells.Doubles(target);
                    case DATE -> new FixedCells.Dates(target);
                    case TIMESTAMP, TIMESTAMPTZ -> new FixedCells.Moments(target);
                    case UUID -> new FixedCells.Ids(target);
                    case TIME, VARCHAR, BLOB -> new TextCells(target);
                }
                : new TextCells(target);
    }

    /** A column that goes nowhere. */
    static Cells unwanted(Type type) {
        return new Unwanted(type);
    }

    boolean isWanted() {
        return true;
    }

    /** Hands over what was set. @param rows how many rows there are */
    void end(int rows) {}

    /** What is done with a value that the column's type does not take. */
    void unfit(Object value) {
        throw new IllegalArgumentException(value + " is set, which a column of " + type.sql() + " does not take");
    }

    @Override
    public void setBoolean(int row, boolean value) {
        unfit(value);
    }

    @Override
    public void setLong(int row, long value) {
        unfit(value);
    }

    @Override
    public void setDouble(int row, double value) {
        unfit(value);
    }

    @Override
    public void setDecimal(int row, BigDecimal value) {
        unfit(value);
    }

    @Override
    public void setString(int row, String value) {
        unfit(value);
    }

    @Override
    public void setBytes(int row, byte[] value) {
        unfit(value);
    }

    @Override
    public void setDate(int row, LocalDate value) {
        unfit(value);
    }

    @Override
    public void setTime(int row, LocalTime value) {
        unfit(value);
    }

    @Override
    public void setTimestamp(int row, LocalDateTime value) {
        unfit(value);
    }

    @Override
    public void setInstant(int row, long microseconds) {
        unfit(microseconds);
    }

    @Override
    public void setUuid(int row, UUID value) {
        unfit(value);
    }

    /** Swallows what it is given. */
    private static final class Unwanted extends Cells {

        Unwanted(Type type) {
            super(type);
        }

        @Override
        boolean isWanted() {
            return false;
        }

        @Override
        void unfit(Object value) {}

        @Override
        public void setNull(int row) {}
    }
}
