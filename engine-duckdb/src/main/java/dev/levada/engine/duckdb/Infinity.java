package dev.levada.engine.duckdb;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The dates and times that DuckDB takes for infinite. It has no other name for them where values are set from Java. */
final class Infinity {
    private static final LocalDate LAST_DATE = LocalDate.ofEpochDay(Integer.MAX_VALUE);
    private static final LocalDate FIRST_DATE = LocalDate.ofEpochDay(-Integer.MAX_VALUE);
    private static final LocalDateTime LAST_TIME = time(Long.MAX_VALUE);
    private static final LocalDateTime FIRST_TIME = time(-Long.MAX_VALUE);
    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1000;

    private Infinity() {}

    /** The same, unless it stands for an infinity. */
    static LocalDate finite(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return LAST_DATE;
        }
        return date.equals(LocalDate.MIN) ? FIRST_DATE : date;
    }

    /** The same, unless it stands for an infinity. */
    static LocalDateTime finite(LocalDateTime time) {
        if (time.equals(LocalDateTime.MAX)) {
            return LAST_TIME;
        }
        return time.equals(LocalDateTime.MIN) ? FIRST_TIME : time;
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * NANOS_OF_MICRO, ZoneOffset.UTC);
    }
}
