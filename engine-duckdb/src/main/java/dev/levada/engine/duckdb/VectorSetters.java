package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import org.duckdb.DuckDBWritableVector;

/** Hands values to vectors one by one, by the driver's setters: what is left if {@link VectorMemory} cannot be reached. */
final class VectorSetters implements VectorFilling {

    /** Sets the value of a row that has one. */
    @FunctionalInterface
    private interface Setter {
        void set(DuckDBWritableVector vector, int row, ByteBuffer memory);
    }

    @Override
    public ByteBuffer memory(DuckDBWritableVector vector, int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void end(DuckDBWritableVector vector, Type type, ByteBuffer memory, long[] valid, int rows) {
        Setter setter = type instanceof Type.Decimal decimal ? decimal(decimal) : primitive((Type.Primitive) type);
        for (int row = 0; row < rows; row++) {
            if ((valid[row / Long.SIZE] & 1L << row) == 0) {
                vector.setNull(row);
            } else {
                setter.set(vector, row, memory);
            }
        }
    }

    private static Setter primitive(Type.Primitive type) {
        return switch (type) {
            case BOOLEAN -> (vector, row, memory) -> vector.setBoolean(row, memory.get(row) != 0);
            case INTEGER -> (vector, row, memory) -> vector.setInt(row, memory.getInt(row * Integer.BYTES));
            case BIGINT, TIMESTAMP, TIMESTAMPTZ ->
                (vector, row, memory) -> vector.setLong(row, memory.getLong(row * Long.BYTES));
            case FLOAT -> (vector, row, memory) -> vector.setFloat(row, memory.getFloat(row * Float.BYTES));
            case DOUBLE -> (vector, row, memory) -> vector.setDouble(row, memory.getDouble(row * Double.BYTES));
            case DATE ->
                (vector, row, memory) -> vector.setDate(row, LocalDate.ofEpochDay(memory.getInt(row * Integer.BYTES)));
            case UUID -> (vector, row, memory) -> vector.setUHugeInt(row, new BigInteger(1, huge(memory, row)));
            case TIME, VARCHAR, BLOB -> throw new IllegalArgumentException(type + " has no width");
        };
    }

    private static Setter decimal(Type.Decimal type) {
        int width = DecimalCells.width(type);
        return (vector, row, memory) ->
                vector.setBigDecimal(row, new BigDecimal(unscaled(memory, row, width), type.scale()));
    }

    private static BigInteger unscaled(ByteBuffer memory, int row, int width) {
        return switch (width) {
            case Short.BYTES -> BigInteger.valueOf(memory.getShort(row * width));
            case Integer.BYTES -> BigInteger.valueOf(memory.getInt(row * width));
            case Long.BYTES -> BigInteger.valueOf(memory.getLong(row * width));
            default -> new BigInteger(huge(memory, row));
        };
    }

    /** A number of 16 bytes, the highest first. */
    private static byte[] huge(ByteBuffer memory, int row) {
        int at = row * 2 * Long.BYTES;
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(memory.getLong(at + Long.BYTES))
                .putLong(memory.getLong(at))
                .array();
    }
}
