package dev.levada.connector.jdbc.mysql;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.jdbc.Cell;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows to a table as the lines of a file that the server loads, some megabytes at once. Of each row as many values are
 * written as there are columns, in their order, each by the method that its column's type has here, or as null.
 *
 * <p>The server takes what does not fit from such a file as near as it can and warns; a warning is a failure here.
 */
public final class LoadWriter {
    private static final int FULL = 4 << 20;
    private static final int ROOM = 1 << 16;
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final long MICROS_OF_DAY = 86_400 * MICROS_OF_SECOND;
    private static final int NANOS_OF_MICRO = 1000;
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;
    /** What the server says by a warning, in the words of its standard. */
    private static final String DATA = "22000";

    private static final byte[] NULL = {'\\', 'N'};

    private final Connection session;
    private final String sql;
    private byte[] bytes = new byte[FULL + ROOM];
    private int at;
    private boolean isFirst = true;
    private boolean hasRows;
    private long arrived;

    private LoadWriter(Connection session, String sql) {
        this.session = session;
        this.sql = sql;
    }

    /** Begins a load. @param table as it stands in SQL */
    public static LoadWriter begin(Connection session, String table, List<Column> columns) {
        List<String> fields = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        for (Column column : columns) {
            String name = '`' + column.name().replace("`", "``") + '`';
            if (column.type() == Primitive.BLOB) {
                String hex = "@levada_" + fields.size();
                fields.add(hex);
                settings.add(name + " = unhex(" + hex + ")");
            } else {
                fields.add(name);
            }
        }
        String sql = "load data local infile 'levada' into table " + table + " character set utf8mb4"
                + " fields terminated by '\t' escaped by '\\' lines terminated by '\n' (" + String.join(", ", fields)
                + ")" + (settings.isEmpty() ? "" : " set " + String.join(", ", settings));
        return new LoadWriter(session, sql);
    }

    /** Begins a row. */
    public void row() throws SQLException {
        if (hasRows) {
            endRow();
        }
        if (at >= FULL) {
            flush();
        }
        hasRows = true;
        isFirst = true;
    }

    private void endRow() {
        room(1);
        bytes[at++] = '\n';
    }

    private void field() {
        if (!isFirst) {
            room(1);
            bytes[at++] = '\t';
        }
        isFirst = false;
    }

    private void room(int length) {
        if (bytes.length - at < length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(at + length, at + at / 2), ROOM));
        }
    }

    private void plain(byte[] text) {
        field();
        room(text.length);
        System.arraycopy(text, 0, bytes, at, text.length);
        at += text.length;
    }

    private void plain(String text) {
        plain(text.getBytes(StandardCharsets.US_ASCII));
    }

    public void none() {
        plain(NULL);
    }

    public void truth(boolean value) {
        plain(value ? "1" : "0");
    }

    public void whole(long value) {
        plain(Long.toString(value));
    }

    public void decimal(BigDecimal value) {
        plain(value.toPlainString());
    }

    /** A float has the same digits as the double that it is equal to, so that nothing is rounded twice. */
    public void real(double value) throws Cell.Unfit {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Cell.Unfit((Double.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity")
                    + ", which is no number to MySQL and MariaDB");
        }
        plain(Double.toString(value));
    }

    /** @param days from 1970 on */
    public void date(long days) throws Cell.Unfit {
        if (Math.abs(days) == Long.MAX_VALUE) {
            throw infinite();
        }
        LocalDate date = LocalDate.ofEpochDay(days);
        demandYear(date.getYear(), date);
        plain(date.toString());
    }

    /** @param micros of the day */
    public void time(long micros) throws Cell.Unfit {
        if (micros >= MICROS_OF_DAY) {
            throw new Cell.Unfit("24:00:00, which is a day and no time of it to MySQL and MariaDB");
        }
        long seconds = micros / MICROS_OF_SECOND;
        plain(seconds / 3600 + ":" + seconds / 60 % 60 + ":" + seconds % 60 + fraction(micros % MICROS_OF_SECOND));
    }

    /** @param micros from 1970 on */
    public void timestamp(long micros) throws Cell.Unfit {
        if (Math.abs(micros) == Long.MAX_VALUE) {
            throw infinite();
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_OF_SECOND),
                (int) Math.floorMod(micros, MICROS_OF_SECOND) * NANOS_OF_MICRO,
                ZoneOffset.UTC);
        demandYear(time.getYear(), time);
        plain(time.toLocalDate() + " " + time.getHour() + ":" + time.getMinute() + ":" + time.getSecond()
                + fraction(time.getNano() / NANOS_OF_MICRO));
    }

    private static String fraction(long micros) {
        return micros == 0 ? "" : "." + Long.toString(MICROS_OF_SECOND + micros).substring(1);
    }

    private static Cell.Unfit infinite() {
        return new Cell.Unfit("an infinite time, which MySQL and MariaDB do not know");
    }

    private static void demandYear(int year, Object value) throws Cell.Unfit {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new Cell.Unfit(value + ", and MySQL and MariaDB know the years 1 to 9999");
        }
    }

    public void text(byte[] utf8, int from, int length) {
        field();
        room(Math.multiplyExact(2, length));
        for (int i = from; i < from + length; i++) {
            byte each = utf8[i];
            switch (each) {
                case '\\', '\t', '\n' -> {
                    bytes[at++] = '\\';
                    bytes[at++] = each;
                }
                case 0 -> {
                    bytes[at++] = '\\';
                    bytes[at++] = '0';
                }
                default -> bytes[at++] = each;
            }
        }
    }

    public void blob(byte[] value) {
        plain(HexFormat.of().formatHex(value));
    }

    /** Sends what is left, and returns how many rows arrived in all. */
    public long end() throws SQLException {
        if (hasRows) {
            endRow();
            flush();
        }
        return arrived;
    }

    private void flush() throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement
                    .unwrap(org.mariadb.jdbc.Statement.class)
                    .setLocalInfileInputStream(new ByteArrayInputStream(bytes, 0, at));
            arrived += statement.executeLargeUpdate(sql);
            @Nullable SQLWarning warning = statement.getWarnings();
            if (warning != null) {
                throw new SQLException(warning.getMessage(), DATA, warning.getErrorCode());
            }
        }
        at = 0;
        hasRows = false;
    }
}
