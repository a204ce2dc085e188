package dev.levada.api;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** One column of a batch. Each row is set exactly once, by the method that fits the column's type. */
public interface Vector {

    void setNull(int row);

    void setBoolean(int row, boolean value);

    /** For {@code INTEGER} and {@code BIGINT}. */
    void setLong(int row, long value);

    /** For {@code FLOAT} and {@code DOUBLE}. */
    void setDouble(int row, double value);

    /** For {@code DECIMAL}; the value fits its precision and scale. */
    void setDecimal(int row, BigDecimal value);

    /** The same as {@link #setDecimal} for a reader that has the value without its point, in front of so many last digits. */
    default void setUnscaled(int row, long unscaled, int scale) {
        setDecimal(row, BigDecimal.valueOf(unscaled, scale));
    }

    void setString(int row, String value);

    /**
     * The same as {@link #setString} for text that a reader has as valid UTF-8 already. The array is handed over and
     * must not be changed afterwards.
     */
    default void setUtf8(int row, byte[] utf8) {
        setString(row, new String(utf8, StandardCharsets.UTF_8));
    }

    void setBytes(int row, byte[] value);

    /** {@link LocalDate#MAX} and {@link LocalDate#MIN} mean the infinities. */
    void setDate(int row, LocalDate value);

    /**
     * The same as {@link #setDate} for a reader that has days since 1970. {@link Long#MAX_VALUE} and its negative mean the
     * infinities.
     */
    default void setDays(int row, long days) {
        if (days == Long.MAX_VALUE || days == -Long.MAX_VALUE) {
            setDate(row, days > 0 ? LocalDate.MAX : LocalDate.MIN);
        } else {
            setDate(row, LocalDate.ofEpochDay(days));
        }
    }

    void setTime(int row, LocalTime value);

    /** {@link LocalDateTime#MAX} and {@link LocalDateTime#MIN} mean the infinities. */
    void setTimestamp(int row, LocalDateTime value);

    /**
     * The same as {@link #setTimestamp} for a reader that has microseconds since 1970. {@link Long#MAX_VALUE} and its negative
     * mean the infinities.
     */
    default void setMicroseconds(int row, long microseconds) {
        if (microseconds == Long.MAX_VALUE || microseconds == -Long.MAX_VALUE) {
            setTimestamp(row, microseconds > 0 ? LocalDateTime.MAX : LocalDateTime.MIN);
        } else {
            long second = Math.floorDiv(microseconds, 1_000_000L);
            int nanos = (int) Math.floorMod(microseconds, 1_000_000L) * 1000;
            setTimestamp(row, LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC));
        }
    }

    /** For {@code TIMESTAMPTZ}, as microseconds since the epoch; {@link Long#MAX_VALUE} and its negative mean the infinities. */
    void setInstant(int row, long microseconds);

    void setUuid(int row, UUID value);
}
