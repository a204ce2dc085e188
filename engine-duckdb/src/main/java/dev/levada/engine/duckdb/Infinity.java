package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates and times as DuckDB counts them, the infinite ones among them, which it has no other name for in Java. */
final class Infinity {
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1000;

    private Infinity() {}

    /** Days since 1970. */
    static int days(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return Integer.MAX_VALUE;
        }
        return date.equals(LocalDate.MIN) ? -Integer.MAX_VALUE : Math.toIntExact(date.toEpochDay());
    }

    /** Days since 1970. @param days where the infinities are the largest and its negative */
    static int days(long days) {
        if (days == Long.MAX_VALUE || days == -Long.MAX_VALUE) {
            return days > 0 ? Integer.MAX_VALUE : -Integer.MAX_VALUE;
        }
        return Math.toIntExact(days);
    }

    /** Microseconds since 1970. */
    static long micros(LocalDateTime time) {
        if (time.equals(LocalDateTime.MAX)) {
            return Long.MAX_VALUE;
        }
        return time.equals(LocalDateTime.MIN)
                ? -Long.MAX_VALUE
                : Math.addExact(
                        Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), MICROS),
                        time.getNano() / NANOS_OF_MICRO);
    }

    /** The value of microseconds, which DuckDB makes of finite ones only. @param make the function that makes it */
    static String ofMicros(String micros, String make, Type type) {
        long last = Long.MAX_VALUE - 1;
        return "CASE WHEN " + micros + " NOT BETWEEN " + -last + " AND " + last + " THEN CASE WHEN " + micros
                + " > 0 THEN " + type.sql() + " 'infinity' ELSE " + type.sql() + " '-infinity' END ELSE " + make + "("
                + micros + ") END";
    }
}
