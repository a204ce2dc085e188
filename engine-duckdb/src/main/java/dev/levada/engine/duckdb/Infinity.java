package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates and times as DuckDB counts them, the infinite ones among them, which it has no other name for in Java. */
final class Infinity {
    private static final LocalDate LAST = LocalDate.ofEpochDay(Integer.MAX_VALUE);
    private static final LocalDate FIRST = LocalDate.ofEpochDay(-Integer.MAX_VALUE);
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1000;

    private Infinity() {}

    /** The date that DuckDB takes for the one that is meant. */
    static LocalDate date(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return LAST;
        }
        return date.equals(LocalDate.MIN) ? FIRST : date;
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
        return "CASE " + micros + " WHEN " + Long.MAX_VALUE + " THEN " + type.sql() + " 'infinity' WHEN "
                + -Long.MAX_VALUE + " THEN " + type.sql() + " '-infinity' ELSE " + make + "(" + micros + ") END";
    }
}
