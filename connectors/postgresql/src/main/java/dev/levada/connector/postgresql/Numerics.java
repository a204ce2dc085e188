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

    private static final long[] POWERS = {1, 10, 100, 1000};

    private Numerics() {}

    /** Of numbers that have so many digits, so many of them behind the point; a server sends no others of such a column. */
    static Cell decimal(int digits, int scale) {
        return (bytes, at, length, to, row) -> {
            String special = special(bytes, at);
            if (!special.isEmpty()) {
                throw new Cell.Unfit(special);
            }
            BigDecimal value = value(bytes, at);
            if (value.scale() != scale || value.precision() > digits) {
                throw new ArithmeticException("not a number of so many digits");
            }
            to.setDecimal(row, value);
        };
    }

    static void text(byte[] bytes, int at, int length, Vector to, int row) {
        String special = special(bytes, at);
        to.setString(row, special.isEmpty() ? value(bytes, at).toPlainString() : special);
    }

    private static String special(byte[] bytes, int at) {
        return switch (Cells.shortAt(bytes, at + 4) & 0xffff) {
            case NOT_A_NUMBER -> "NaN";
            case INFINITY -> "Infinity";
            case MINUS_INFINITY -> "-Infinity";
            default -> "";
        };
    }

    private static BigDecimal value(byte[] bytes, int at) {
        int count = Cells.shortAt(bytes, at);
        int first = Cells.shortAt(bytes, at + 2);
        boolean negative = (Cells.shortAt(bytes, at + 4) & 0xffff) == NEGATIVE;
        int scale = Cells.shortAt(bytes, at + 6) & 0xffff;
        int stored = (count - 1 - first) * DIGITS_OF_BASE; // decimal digits behind the point
        BigDecimal value;
        if (count <= FEW) {
            long digits = 0;
            for (int i = 0; i < count; i++) {
                digits = digits * BASE + Cells.shortAt(bytes, at + HEAD + 2 * i);
            }
            value = BigDecimal.valueOf(negative ? -digits : digits, stored);
        } else {
            BigInteger digits = BigInteger.ZERO;
            for (int i = 0; i < count; i++) {
                digits = digits.multiply(BIG_BASE).add(BigInteger.valueOf(Cells.shortAt(bytes, at + HEAD + 2 * i)));
            }
            value = new BigDecimal(negative ? digits.negate() : digits, stored);
        }
        return value.setScale(scale); // leaves out zeros only: the server keeps no digit behind the scale
    }

    /** How many bytes a value takes, at most. */
    static int most(BigDecimal value) {
        return HEAD + Short.BYTES * (value.precision() / DIGITS_OF_BASE + Math.abs(value.scale()) / DIGITS_OF_BASE + 3);
    }

    /** Writes a value whose scale is not negative, and returns where it ends. */
    static int write(BigDecimal value, byte[] bytes, int at) {
        int scale = value.scale();
        int padding = Math.floorMod(-scale, DIGITS_OF_BASE);
        BigInteger unscaled = value.unscaledValue();
        int[] digits = unscaled.bitLength() < LONG_BITS
                ? digits(Math.abs(unscaled.longValue()) * POWERS[padding])
                : digits(unscaled.abs().multiply(BigInteger.valueOf(POWERS[padding])));
        int behind = (scale + padding) / DIGITS_OF_BASE;
        int count = digits.length;
        int end = count;
        while (end > 0 && digits[end - 1] == 0) {
            end--;
        }
        short first = (short) (end == 0 ? 0 : count - behind - 1);
        Cells.shortTo(bytes, at, (short) end);
        Cells.shortTo(bytes, at + 2, first);
        Cells.shortTo(bytes, at + 4, (short) (unscaled.signum() < 0 ? NEGATIVE : 0));
        Cells.shortTo(bytes, at + 6, (short) scale);
        for (int i = 0; i < end; i++) {
            Cells.shortTo(bytes, at + HEAD + Short.BYTES * i, (short) digits[i]);
        }
        return at + HEAD + Short.BYTES * end;
    }

    /** To the base 10000, the highest first. */
    private static int[] digits(long value) {
        int count = 0;
        for (long rest = value; rest > 0; rest /= BASE) {
            count++;
        }
        int[] digits = new int[count];
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = (int) (rest % BASE);
            rest /= BASE;
        }
        return digits;
    }

    private static int[] digits(BigInteger value) {
        List<Integer> lowestFirst = new ArrayList<>();
        for (BigInteger rest = value; rest.signum() > 0; ) {
            BigInteger[] parts = rest.divideAndRemainder(BIG_BASE);
            lowestFirst.add(parts[1].intValue());
            rest = parts[0];
        }
        int[] digits = new int[lowestFirst.size()];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = lowestFirst.get(digits.length - 1 - i);
        }
        return digits;
    }
}
