package dev.levada.connector.jdbc.server;

import dev.levada.api.Type.Decimal;
import dev.levada.api.Vector;
import dev.levada.connector.jdbc.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copies the values that drivers give, whole or not at all. */
public final class Cells {
    private static final int NANOS_OF_MICRO = 1000;
    private static final int MICRO_DIGITS = 6;
    /** As far from the beginning of our era as 64 bits of microseconds, or 32 bits of days, reach. */
    private static final int MOST_TIMESTAMP_YEARS = 290_000;

    private static final int MOST_DATE_YEARS = 5_000_000;

    private Cells() {}

    public static void bool(ResultSet from, int column, Vector to, int row) throws SQLException {
        boolean value = from.getBoolean(column);
        if (from.wasNull()) {
            to.setNull(row);
        } else {
            to.setBoolean(row, value);
        }
    }

    /** Whole numbers of up to 64 bits with a sign. */
    public static void whole(ResultSet from, int column, Vector to, int row) throws SQLException {
        long value = from.getLong(column);
        if (from.wasNull()) {
            to.setNull(row);
        } else {
            to.setLong(row, value);
        }
    }

    /** Bits as the number that they write, the first bit counting most. */
    public static void bits(ResultSet from, int column, Vector to, int row) throws SQLException {
        byte @Nullable [] bits = from.getBytes(column);
        if (bits == null) {
            to.setNull(row);
        } else {
            to.setDecimal(row, new BigDecimal(new BigInteger(1, bits)));
        }
    }

    public static void single(ResultSet from, int column, Vector to, int row) throws SQLException {
        float value = from.getFloat(column);
        if (from.wasNull()) {
            to.setNull(row);
        } else {
            to.setDouble(row, value);
        }
    }

    public static void real(ResultSet from, int column, Vector to, int row) throws SQLException {
        double value = from.getDouble(column);
        if (from.wasNull()) {
            to.setNull(row);
        } else {
            to.setDouble(row, value);
        }
    }

    /** Exact numbers, which some drivers give more digits than their column is said to have. */
    public static Cell decimal(Decimal type) {
        return (from, column, to, row) -> {
            @Nullable BigDecimal value = from.getBigDecimal(column);
            if (value == null) {
                to.setNull(row);
            } else {
                to.setDecimal(row, fitting(value, type));
            }
        };
    }

    private static BigDecimal fitting(BigDecimal value, Decimal type) throws Cell.Unfit {
        BigDecimal exact = value.scale() > type.scale() ? value.stripTrailingZeros() : value;
        if (exact.scale() > type.scale() || exact.precision() - exact.scale() > type.precision() - type.scale()) {
            throw new Cell.Unfit(value.toPlainString());
        }
        return exact;
    }

    /** A number as its digits, however many they are. */
    public static void digits(ResultSet from, int column, Vector to, int row) throws SQLException {
        @Nullable BigDecimal value = from.getBigDecimal(column);
        if (value == null) {
            to.setNull(row);
        } else {
            to.setString(row, value.toPlainString());
        }
    }

    /** Text as it is; half a character, which some databases keep, has no place anywhere else. */
    public static void text(ResultSet from, int column, Vector to, int row) throws SQLException, Cell.Unfit {
        @Nullable String value = from.getString(column);
        if (value == null) {
            to.setNull(row);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                throw new Cell.Unfit("half a character (U+"
                        + Integer.toHexString(unit).toUpperCase(Locale.ROOT) + " at place " + (i + 1) + ")");
            }
        }
        to.setString(row, value);
    }

    public static void bytes(ResultSet from, int column, Vector to, int row) throws SQLException {
        byte @Nullable [] value = from.getBytes(column);
        if (value == null) {
            to.setNull(row);
        } else {
            to.setBytes(row, value);
        }
    }

    public static void uuid(ResultSet from, int column, Vector to, int row) throws SQLException {
        @Nullable Object value = from.getObject(column);
        if (value == null) {
            to.setNull(row);
        } else if (value instanceof byte[] bytes) {
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            to.setUuid(row, new UUID(halves.getLong(), halves.getLong()));
        } else {
            to.setUuid(row, value instanceof UUID uuid ? uuid : UUID.fromString(value.toString()));
        }
    }

    public static void date(ResultSet from, int column, Vector to, int row) throws SQLException, Cell.Unfit {
        @Nullable LocalDate value = from.getObject(column, LocalDate.class);
        if (value == null) {
            to.setNull(row);
        } else {
            demandYear(value.getYear(), MOST_DATE_YEARS, value);
            to.setDate(row, value);
        }
    }

    public static void time(ResultSet from, int column, Vector to, int row) throws SQLException, Cell.Unfit {
        @Nullable LocalTime value = from.getObject(column, LocalTime.class);
        if (value == null) {
            to.setNull(row);
        } else {
            demandMicros(value.getNano(), value);
            to.setTime(row, value);
        }
    }

    public static void timestamp(ResultSet from, int column, Vector to, int row) throws SQLException, Cell.Unfit {
        @Nullable LocalDateTime value = from.getObject(column, LocalDateTime.class);
        if (value == null) {
            to.setNull(row);
        } else {
            demandMicros(value.getNano(), value);
            demandYear(value.getYear(), MOST_TIMESTAMP_YEARS, value);
            to.setTimestamp(row, value);
        }
    }

    /** A time as the driver writes it, unless it is finer than a microsecond. */
    public static void timeText(ResultSet from, int column, Vector to, int row) throws SQLException, Cell.Unfit {
        @Nullable String value = from.getString(column);
        if (value == null) {
            to.setNull(row);
            return;
        }
        int point = value.indexOf('.');
        for (int i = point + 1; point >= 0 && i < value.length() && Character.isDigit(value.charAt(i)); i++) {
            if (i > point + MICRO_DIGITS && value.charAt(i) != '0') {
                throw new Cell.Unfit(value);
            }
        }
        to.setString(row, value);
    }

    private static void demandYear(int year, int most, Object value) throws Cell.Unfit {
        if (Math.abs(year) > most) {
            throw new Cell.Unfit(value.toString());
        }
    }

    private static void demandMicros(int nanos, Object value) throws Cell.Unfit {
        if (nanos % NANOS_OF_MICRO != 0) {
            throw new Cell.Unfit(value.toString());
        }
    }
}
