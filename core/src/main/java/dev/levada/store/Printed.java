package dev.levada.store;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates and times as DuckDB prints them, or as ISO 8601 spells them. */
public final class Printed {
    private static final String BEFORE_CHRIST = " (BC)";
    private static final Pattern DATE = Pattern.compile("(-?\\d+)-(\\d\\d)-(\\d\\d)");
    private static final Pattern TIME =
            Pattern.compile("(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private Printed() {}

    /** @throws IllegalArgumentException if it is not a day, such as {@code infinity} */
    public static LocalDate date(String text) {
        boolean early = text.endsWith(BEFORE_CHRIST);
        Matcher parts = DATE.matcher(early ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a day");
        }
        int year = Integer.parseInt(parts.group(1));
        return LocalDate.of(
                early ? 1 - year : year, Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /**
     * Microseconds since 1970, in UTC if the text names an offset.
     *
     * @param rounding what becomes of nanoseconds
     * @throws IllegalArgumentException if it is not a moment, such as {@code infinity}
     */
    public static long micros(String text, RoundingMode rounding) {
        boolean early = text.contains(BEFORE_CHRIST);
        String plain = text.replace(BEFORE_CHRIST, "");
        int gap = Math.max(plain.indexOf(' '), plain.indexOf('T'));
        String day = gap < 0 ? plain : plain.substring(0, gap);
        long days = date(early ? day + BEFORE_CHRIST : day).toEpochDay();
        return Math.addExact(
                Math.multiplyExact(days, MICROS_PER_DAY), gap < 0 ? 0 : dayMicros(plain.substring(gap + 1), rounding));
    }

    private static long dayMicros(String text, RoundingMode rounding) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a time");
        }
        long nanos = LocalTime.parse(parts.group(1)).toNanoOfDay();
        long micros = rounding == RoundingMode.CEILING
                ? Math.floorDiv(nanos + NANOS_PER_MICRO - 1, NANOS_PER_MICRO)
                : Math.floorDiv(nanos, NANOS_PER_MICRO);
        String offset = parts.group(2);
        return offset == null ? micros : micros - ZoneOffset.of(offset).getTotalSeconds() * MICROS_PER_SECOND;
    }

    /** Microseconds since midnight. */
    public static long timeMicros(String text) {
        return LocalTime.parse(text).toNanoOfDay() / NANOS_PER_MICRO;
    }
}
