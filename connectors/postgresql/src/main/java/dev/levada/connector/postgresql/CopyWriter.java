package dev.levada.connector.postgresql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows to a table as the server's binary copy. Of each row as many values are written as the copy has columns, in their
 * order, each by the method that its column's type has here, or as null.
 */
public final class CopyWriter implements AutoCloseable {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int FULL = 1 << 16;
    private static final int ROOM = 1 << 12;
    private static final int NULL = -1;
    private static final int UUID_BYTES = 16;
    private static final long EACH_LOWEST_BIT = 0x0101010101010101L;
    private static final long EACH_HIGHEST_BIT = 0x8080808080808080L;
    private static final int END = -1;
    private static final long DAYS_TO_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;
    /** The first day and moment that the server knows: of the year 4714 before Christ. */
    private static final long FIRST_DAY = LocalDate.of(-4713, 11, 24).toEpochDay();

    private static final long FIRST_MICROS = FIRST_DAY * 86_400_000_000L;

    private final CopyIn copy;
    private final int columns;
    private byte[] bytes = new byte[FULL + ROOM];
    private int at;
    private long sent;

    private CopyWriter(CopyIn copy, int columns) {
        this.copy = copy;
        this.columns = columns;
    }

    /** Begins a copy. @param into the table with its columns in parentheses, as it stands in SQL */
    public static CopyWriter begin(Connection session, String into, int columns) throws SQLException {
        String sql = "copy " + into + " from stdin (format binary)";
        CopyIn copy = session.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        CopyWriter writer = new CopyWriter(copy, columns);
        System.arraycopy(SIGNATURE, 0, writer.bytes, 0, SIGNATURE.length);
        writer.at = SIGNATURE.length + 2 * Integer.BYTES; // no flags, no extension
        return writer;
    }

    /** Begins a row. */
    public void row() throws SQLException {
        if (at >= FULL) {
            flush();
        }
        room(Short.BYTES);
        SHORT.set(bytes, at, (short) columns);
        at += Short.BYTES;
    }

    public void none() {
        length(NULL, 0);
    }

    public void truth(boolean value) {
        length(1, 1);
        bytes[at++] = (byte) (value ? 1 : 0);
    }

    public void int4(long value) {
        length(Integer.BYTES, Integer.BYTES);
        INT.set(bytes, at, Math.toIntExact(value));
        at += Integer.BYTES;
    }

    public void int8(long value) {
        length(Long.BYTES, Long.BYTES);
        LONG.set(bytes, at, value);
        at += Long.BYTES;
    }

    public void float4(double value) {
        int4(Float.floatToRawIntBits((float) value));
    }

    public void float8(double value) {
        int8(Double.doubleToRawLongBits(value));
    }

    /** @param days from 1970 on; {@link Long#MAX_VALUE} and its negative for the infinities */
    public void date(long days) throws Unfit {
        if (Math.abs(days) == Long.MAX_VALUE) {
            int4(days > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE);
        } else if (days < FIRST_DAY) {
            throw new Unfit(LocalDate.ofEpochDay(days) + ", which is before the first day that PostgreSQL knows");
        } else {
            int4(days - DAYS_TO_2000);
        }
    }

    /** @param micros of the day */
    public void time(long micros) {
        int8(micros);
    }

    /** @param micros from 1970 on; {@link Long#MAX_VALUE} and its negative for the infinities */
    public void timestamp(long micros) throws Unfit {
        if (Math.abs(micros) == Long.MAX_VALUE) {
            int8(micros > 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
        } else if (micros < FIRST_MICROS) {
            throw new Unfit("a time in the year "
                    + LocalDate.ofEpochDay(Math.floorDiv(micros, 86_400_000_000L))
                            .getYear() + ", before the first that PostgreSQL knows");
        } else {
            int8(micros - MICROS_TO_2000);
        }
    }

    /** @param text 32 hexadecimal digits, with hyphens anywhere between them */
    public void uuid(byte[] text, int from, int length) {
        length(UUID_BYTES, UUID_BYTES);
        int half = -1;
        int end = at;
        for (int i = from; i < from + length; i++) {
            if (text[i] == '-') {
                continue;
            }
            int digit = HexFormat.fromHexDigit(text[i]);
            if (half < 0) {
                half = digit;
            } else {
                bytes[end++] = (byte) (half << 4 | digit);
                half = -1;
            }
        }
        if (end - at != UUID_BYTES || half >= 0) {
            throw new IllegalArgumentException("no UUID: " + new String(text, from, length, StandardCharsets.UTF_8));
        }
        at = end;
    }

    /** A text, without the character of code 0, which the server cannot keep. */
    public void text(byte[] utf8, int from, int length) throws Unfit {
        if (hasZero(utf8, from, from + length)) {
            throw new Unfit("a text with the character of code 0, which PostgreSQL cannot keep");
        }
        bytes(utf8, from, length);
    }

    /** Looks at eight bytes at a time (Hacker's Delight, chapter 6.1). */
    private static boolean hasZero(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONG.get(bytes, i);
            if ((eight - EACH_LOWEST_BIT & ~eight & EACH_HIGHEST_BIT) != 0) {
                return true;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    public void bytes(byte[] value) {
        bytes(value, 0, value.length);
    }

    private void bytes(byte[] value, int from, int length) {
        length(length, length);
        System.arraycopy(value, from, bytes, at, length);
        at += length;
    }

    /** JSON as {@code jsonb}. */
    public void json(String value) throws Unfit {
        if (value.contains("\\u0000")) {
            throw new Unfit("JSON with the character of code 0, which PostgreSQL cannot keep");
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        length(utf8.length + 1, utf8.length + 1);
        bytes[at++] = 1;
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        at += utf8.length;
    }

    /** A number with {@code scale} digits behind its point. */
    public void decimal(BigDecimal value) {
        room(Integer.BYTES + Numerics.most(value));
        int begin = at + Integer.BYTES;
        int end = Numerics.write(value, bytes, begin);
        INT.set(bytes, at, end - begin);
        at = end;
    }

    /** A value that the server cannot keep, in words. */
    public static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String value) {
            super(value);
        }
    }

    private void length(int length, int room) {
        room(Integer.BYTES + room);
        INT.set(bytes, at, length);
        at += Integer.BYTES;
    }

    private void room(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(at + more, 2 * bytes.length));
        }
    }

    /** How many bytes the copy has so far. */
    public long bytes() {
        return sent + at;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(bytes, 0, at);
        sent += at;
        at = 0;
    }

    /** Ends the copy, and returns how many rows the server has taken. */
    public long end() throws SQLException {
        room(Short.BYTES);
        SHORT.set(bytes, at, (short) END);
        at += Short.BYTES;
        flush();
        return copy.endCopy();
    }

    /** Gives the copy up, unless it has ended. */
    @Override
    public void close() {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                // the transaction is given up with it, or the session is gone
            }
        }
    }
}
