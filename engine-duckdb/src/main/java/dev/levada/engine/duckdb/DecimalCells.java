package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Decimals without their points, in as few bytes as DuckDB keeps them in. */
final class DecimalCells extends FixedCells {
    private static final int DIGITS_OF_SHORT = 4;
    private static final int DIGITS_OF_INT = 9;
    private static final int DIGITS_OF_LONG = 18;

    private final Type.Decimal type;
    private final int width;
    /** What no value comes up to; of types that reach further than a {@code long}, the largest that there is. */
    private final long bound;

    DecimalCells(Target target, Type.Decimal type) {
        super(target, width(type));
        this.type = type;
        width = width(type);
        bound = type.precision() > DIGITS_OF_LONG
                ? Long.MAX_VALUE
                : BigInteger.TEN.pow(type.precision()).longValueExact();
    }

    /** How many bytes DuckDB keeps a value in. */
    static int width(Type.Decimal type) {
        if (type.precision() > DIGITS_OF_LONG) {
            return 2 * Long.BYTES;
        }
        if (type.precision() > DIGITS_OF_INT) {
            return Long.BYTES;
        }
        return type.precision() > DIGITS_OF_SHORT ? Integer.BYTES : Short.BYTES;
    }

    @Override
    public void setUnscaled(int row, long unscaled, int scale) {
        if (scale == type.scale() && unscaled < bound && unscaled > -bound) {
            put(row, unscaled, unscaled >> Long.SIZE - 1);
        } else {
            setDecimal(row, BigDecimal.valueOf(unscaled, scale));
        }
    }

    @Override
    public void setDecimal(int row, BigDecimal value) {
        BigInteger unscaled = unscaled(value);
        put(row, unscaled.longValue(), unscaled.shiftRight(Long.SIZE).longValue());
    }

    private BigInteger unscaled(BigDecimal value) {
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.DOWN);
        if (scaled.compareTo(value) != 0 || scaled.precision() > type.precision()) {
            throw new ArithmeticException(value + " does not fit " + type.sql());
        }
        return scaled.unscaledValue();
    }

    /** @param high what stands in front of the lower 64 bits, which is the sign alone in all but the widest */
    private void put(int row, long low, long high) {
        int at = row * width;
        switch (width) {
            case Short.BYTES -> memory.putShort(at, (short) low);
            case Integer.BYTES -> memory.putInt(at, (int) low);
            case Long.BYTES -> memory.putLong(at, low);
            default -> memory.putLong(at, low).putLong(at + Long.BYTES, high);
        }
    }
}
