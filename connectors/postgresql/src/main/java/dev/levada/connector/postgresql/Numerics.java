package dev.levada.connector.postgresql;

import dev.levada.api.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's binary form of exact numbers: how many digits to the base 10000, the power of the first, the sign, how
 * many decimal digits stand behind the point, and the digits.
 */
final class Numerics {
    private static final int HEAD = 8;
    private static final int NEGATIVE = 0x4000;
    private static final int NOT_A_NUMBER = 0xC000;
    private static final int INFINITY = 0xD000;
    private static final int MINUS_INFINITY = 0xF000;
    private static final long BASE = 10_000;
    private static final BigInteger BIG_BASE = BigInteger.valueOf(BASE);
    private static final int DIGITS_OF_BASE = 4;
    /** So many digits to the base 10000 fit a {@code long}. */
    private static final int FEW = 4;
    /** A number with fewer bits fits a {@code long} even if it is padded. */
    private static final int LONG_BITS = 53;

    /** Those that a {@code long} holds. */
    private static final long[] POWERS = powers();

    private Numerics() {}

    /** Of numbers that have so many digits, so many of them behind the point; a server sends no others of such a column. */
    static Cell decimal(int digits, int scale) {
        return digits < POWERS.length
                ? (values, to) -> shortDecimals(values, to, POWERS[digits], scale)
                : (values, to) -> longDecimals(values, to, digits, scale);
    }

    /** @param bound what is larger than all of them without their points */
    private static void shortDecimals(Values values, Vector to, long bound, int scale) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (has(values, row, to)) {
                demandNumber(values, row);
                long unscaled = unscaled(values, row, scale);
                demand(scale(values, row) == scale && unscaled < bound && unscaled > -bound);
                to.setUnscaled(row, unscaled, scale);
            }
        }
    }

    private static void longDecimals(Values values, Vector to, int digits, int scale) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (has(values, row, to)) {
                demandNumber(values, row);
                BigDecimal value = value(values, row);
                demand(value.scale() == scale && value.precision() <= digits);
                to.setDecimal(row, value);
            }
        }
    }

    static void text(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (has(values, row, to)) {
                String special = special(values, row);
                to.setString(row, special.isEmpty() ? value(values, row).toPlainString() : special);
            }
        }
    }

    private static boolean has(Values values, int row, Vector to) {
        return values.has(row, to) && values.has(row, HEAD + Short.BYTES * values.shortAt(row), to);
    }

    private static void demandNumber(Values values, int row) throws Cell.Unfit {
        String special = special(values, row);
        if (!special.isEmpty()) {
            throw new Cell.Unfit(special);
        }
    }

    private static void demand(boolean holds) {
        if (!holds) {
            throw new ArithmeticException("not a number of so many digits");
        }
    }

    private static String special(Values values, int row) {
        return switch (sign(values, row)) {
            case NOT_A_NUMBER -> "NaN";
            case INFINITY -> "Infinity";
            case MINUS_INFINITY -> "-Infinity";
            default -> "";
        };
    }

    private static int sign(Values values, int row) {
        return values.shortAt(row, 2 * Short.BYTES) & 0xffff;
    }

    private static int scale(Values values, int row) {
        return values.shortAt(row, 3 * Short.BYTES) & 0xffff;
    }

    private static int digit(Values values, int row, int i) {
        return values.shortAt(row, HEAD + Short.BYTES * i);
    }

    /** The number without its point, which stands in front of so many decimal digits. */
    private static long unscaled(Values values, int row, int scale) {
        int count = values.shortAt(row);
        int power = scale + DIGITS_OF_BASE * values.shortAt(row, Short.BYTES);
        long unscaled = 0;
        for (int i = 0; i < count; i++, power -= DIGITS_OF_BASE) {
            unscaled = Math.addExact(unscaled, shifted(digit(values, row, i), power));
        }
        return sign(values, row) == NEGATIVE ? -unscaled : unscaled;
    }

    private static long shifted(int digit, int power) {
        if (power >= 0) {
            return Math.multiplyExact(digit, POWERS[power]);
        }
        int divisor = (int) POWERS[Math.min(-power, DIGITS_OF_BASE)];
        demand(digit % divisor == 0); // the server keeps no digit behind the scale
        return digit / divisor;
    }

    private static BigDecimal value(Values values, int row) {
        int count = values.shortAt(row);
        int stored = (count - 1 - values.shortAt(row, Short.BYTES)) * DIGITS_OF_BASE; // decimal digits behind the point
        boolean negative = sign(values, row) == NEGATIVE;
        BigDecimal value;
        if (count <= FEW) {
            long digits = 0;
            for (int i = 0; i < count; i++) {
                digits = digits * BASE + digit(values, row, i);
            }
            value = BigDecimal.valueOf(negative ? -digits : digits, stored);
        } else {
            BigInteger digits = BigInteger.ZERO;
            for (int i = 0; i < count; i++) {
                digits = digits.multiply(BIG_BASE).add(BigInteger.valueOf(digit(values, row, i)));
            }
            value = new BigDecimal(negative ? digits.negate() : digits, stored);
        }
        return value.setScale(scale(values, row)); // leaves out zeros only: the server keeps no digit behind the scale
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /** How many bytes a value takes, at most. */
    static int most(BigDecimal value) {
        return HEAD + Short.BYTES * (value.precision() / DIGITS_OF_BASE + Math.abs(value.scale()) / DIGITS_OF_BASE + 3);
    }

    /** Writes a value whose scale is not negative, and returns where it ends. */
    static int write(BigDecimal value, byte[] bytes, int at) {
        int scale = value.scale();
        int padding = Math.floorMod(-scale, DIGITS_OF_BASE);
        int behind = (scale + padding) / DIGITS_OF_BASE;
        BigInteger unscaled = value.unscaledValue();
        Cells.shortTo(bytes, at + 4, (short) (unscaled.signum() < 0 ? NEGATIVE : 0));
        Cells.shortTo(bytes, at + 6, (short) scale);
        return unscaled.bitLength() < LONG_BITS
                ? write(Math.abs(unscaled.longValue()) * POWERS[padding], behind, bytes, at)
                : write(unscaled.abs().multiply(BigInteger.valueOf(POWERS[padding])), behind, bytes, at);
    }

    /** @param behind how many digits to the base 10000 stand behind the point */
    private static int write(long value, int behind, byte[] bytes, int at) {
        int zeros = 0;
        long rest = value;
        while (rest > 0 && rest % BASE == 0) {
            rest /= BASE;
            zeros++;
        }
        int count = 0;
        for (long left = rest; left > 0; left /= BASE) {
            count++;
        }
        int end = head(bytes, at, count, count + zeros - behind);
        for (int to = end - Short.BYTES; rest > 0; to -= Short.BYTES) {
            Cells.shortTo(bytes, to, (short) (rest % BASE));
            rest /= BASE;
        }
        return end;
    }

    private static int write(BigInteger value, int behind, byte[] bytes, int at) {
        List<Short> lowestFirst = new ArrayList<>();
        int zeros = 0;
        for (BigInteger rest = value; rest.signum() > 0; ) {
            BigInteger[] parts = rest.divideAndRemainder(BIG_BASE);
            rest = parts[0];
            if (lowestFirst.isEmpty() && parts[1].signum() == 0) {
                zeros++;
            } else {
                lowestFirst.add(parts[1].shortValue());
            }
        }
        int count = lowestFirst.size();
        int end = head(bytes, at, count, count + zeros - behind);
        for (int i = 0; i < count; i++) {
            Cells.shortTo(bytes, end - Short.BYTES * (i + 1), lowestFirst.get(i));
        }
        return end;
    }

    /** Zeros at the end are not written. @param before how many digits stand in front of the point */
    private static int head(byte[] bytes, int at, int count, int before) {
        Cells.shortTo(bytes, at, (short) count);
        Cells.shortTo(bytes, at + 2, (short) (count == 0 ? 0 : before - 1));
        return at + HEAD + Short.BYTES * count;
    }
}
