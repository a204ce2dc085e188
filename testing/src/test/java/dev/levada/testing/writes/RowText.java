package dev.levada.testing.writes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Rows as a test writes them: {@code id=1 name=Ana at=@3}, where {@code @3} is the third day of 2024. */
final class RowText {
    private RowText() {}

    static Row row(String text) {
        TreeMap<String, Object> values = new TreeMap<>();
        for (String part : text.split(" ")) {
            String[] pair = part.split("=", 2);
            values.put(pair[0], value(pair[1]));
        }
        return new Row(values);
    }

    static List<Row> rows(String... texts) {
        return Arrays.stream(texts).map(RowText::row).toList();
    }

    /** {@code 3} is the third day, {@code 3+1} a microsecond later. */
    static Instant day(String text) {
        String[] parts = text.split("\\+");
        Instant day = Instant.parse("2024-01-01T00:00:00Z").plus(Integer.parseInt(parts[0]) - 1, ChronoUnit.DAYS);
        return parts.length == 1 ? day : day.plus(Integer.parseInt(parts[1]), ChronoUnit.MICROS);
    }

    private static Object value(String text) {
        if (text.startsWith("@")) {
            return day(text.substring(1));
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?\\d+") ? (Object) Long.valueOf(text) : text;
    }
}
