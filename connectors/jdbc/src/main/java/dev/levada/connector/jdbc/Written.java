package dev.levada.connector.jdbc;

import dev.levada.api.LevadaException;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Values of cursors as projects write them. */
public final class Written {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
    private static final Pattern ZONED = Pattern.compile(".*\\d{2}:\\d{2}.*(Z|[+-]\\d{2}:?\\d{2})");

    private Written() {}

    /** @throws LevadaException unless it is a number */
    public static CursorValue number(Cursor cursor, String type, String written) {
        try {
            return new CursorValue(type, new BigDecimal(written.strip()).toPlainString());
        } catch (NumberFormatException e) {
            throw cursor.wrong(
                    "`initial` is '" + written + "', but the cursor '" + cursor.column() + "' holds numbers.");
        }
    }

    /** @throws LevadaException unless it begins with a date */
    public static void demandDate(Cursor cursor, String written) {
        if (!DATE.matcher(written).matches()) {
            throw undated(cursor, written);
        }
    }

    /** A date, or a date and time without a zone. */
    public static String date(Cursor cursor, String written) {
        String text = written.strip();
        try {
            return text.length() == "2024-01-31".length()
                    ? LocalDate.parse(text).toString()
                    : spelled(LocalDateTime.parse(text.replace(' ', 'T')));
        } catch (DateTimeException e) {
            throw undated(cursor, written);
        }
    }

    /** A date and time in UTC, whatever zone it is written in; UTC if in none. */
    public static String moment(Cursor cursor, String written) {
        String text = written.strip().replace(' ', 'T');
        if (!ZONED.matcher(text).matches()) {
            return date(cursor, written);
        }
        try {
            return spelled(OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime());
        } catch (DateTimeException e) {
            throw undated(cursor, written);
        }
    }

    private static String spelled(LocalDateTime time) {
        String text = time.toString().replace('T', ' ');
        return text.length() == "2024-01-31 00:00".length() ? text + ":00" : text;
    }

    private static LevadaException undated(Cursor cursor, String written) {
        return cursor.wrong("`initial` is '" + written + "', but the cursor '" + cursor.column()
                + "' holds dates or times, such as 2024-01-31.");
    }
}
