package dev.levada.connector.postgresql;

import dev.levada.api.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/** PostgreSQL's binary forms. Numbers have their highest byte first; times count from the beginning of 2000. */
final class Cells {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long DAYS_TO_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final long MICROS_OF_DAY = 86_400 * MICROS_OF_SECOND;
    private static final long MICROS_TO_2000 = DAYS_TO_2000 * MICROS_OF_DAY;
    private static final long LATEST = Long.MAX_VALUE - MICROS_TO_2000;

    private Cells() {}

    static int shortAt(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at);
    }

    static void shortTo(byte[] bytes, int at, short value) {
        SHORT.set(bytes, at, value);
    }

    static int intAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void bool(byte[] bytes, int at, int length, Vector to, int row) {
        to.setBoolean(row, bytes[at] != 0);
    }

    static void int2(byte[] bytes, int at, int length, Vector to, int row) {
        to.setLong(row, shortAt(bytes, at));
    }

    static void int4(byte[] bytes, int at, int length, Vector to, int row) {
        to.setLong(row, intAt(bytes, at));
    }

    static void int8(byte[] bytes, int at, int length, Vector to, int row) {
        to.setLong(row, longAt(bytes, at));
    }

    static void oid(byte[] bytes, int at, int length, Vector to, int row) {
        to.setLong(row, Integer.toUnsignedLong(intAt(bytes, at)));
    }

    static void float4(byte[] bytes, int at, int length, Vector to, int row) {
        to.setDouble(row, Float.intBitsToFloat(intAt(bytes, at)));
    }

    static void float8(byte[] bytes, int at, int length, Vector to, int row) {
        to.setDouble(row, Double.longBitsToDouble(longAt(bytes, at)));
    }

    /** Text, which the server sends as valid UTF-8 whatever it is stored as. */
    static void text(byte[] bytes, int at, int length, Vector to, int row) {
        to.setUtf8(row, Arrays.copyOfRange(bytes, at, at + length));
    }

    static void bytes(byte[] bytes, int at, int length, Vector to, int row) {
        to.setBytes(row, Arrays.copyOfRange(bytes, at, at + length));
    }

    static void uuid(byte[] bytes, int at, int length, Vector to, int row) {
        to.setUuid(row, new UUID(longAt(bytes, at), longAt(bytes, at + Long.BYTES)));
    }

    static void date(byte[] bytes, int at, int length, Vector to, int row) throws Cell.Unfit {
        int days = intAt(bytes, at);
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            throw new Cell.Unfit(days > 0 ? "infinity" : "-infinity");
        }
        to.setDate(row, LocalDate.ofEpochDay(days + DAYS_TO_2000));
    }

    static void time(byte[] bytes, int at, int length, Vector to, int row) throws Cell.Unfit {
        long micros = longAt(bytes, at);
        if (micros == MICROS_OF_DAY) {
            throw new Cell.Unfit("24:00:00");
        }
        to.setTime(row, LocalTime.ofNanoOfDay(micros * 1000));
    }

    static void timestamp(byte[] bytes, int at, int length, Vector to, int row) throws Cell.Unfit {
        long micros = instant(longAt(bytes, at));
        long second = Math.floorDiv(micros, MICROS_OF_SECOND);
        int nanos = (int) Math.floorMod(micros, MICROS_OF_SECOND) * 1000;
        to.setTimestamp(row, LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC));
    }

    static void timestamptz(byte[] bytes, int at, int length, Vector to, int row) throws Cell.Unfit {
        to.setInstant(row, instant(longAt(bytes, at)));
    }

    private static long instant(long micros) throws Cell.Unfit {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            throw new Cell.Unfit(micros > 0 ? "infinity" : "-infinity");
        }
        if (micros >= LATEST) {
            throw new Cell.Unfit("a time after the year 294246");
        }
        return micros + MICROS_TO_2000;
    }
}
