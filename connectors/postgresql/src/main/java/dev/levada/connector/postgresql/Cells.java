package dev.levada.connector.postgresql;

import dev.levada.api.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/**
 * PostgreSQL's binary forms. Numbers have their highest byte first; times count from the beginning of 2000. Each kind has a loop
 * of its own, for one that they shared would have to find out for each value which kind it is of.
 */
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

    static void bool(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Byte.BYTES, to)) {
                to.setBoolean(row, values.byteAt(row) != 0);
            }
        }
    }

    static void int2(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Short.BYTES, to)) {
                to.setLong(row, values.shortAt(row));
            }
        }
    }

    static void int4(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Integer.BYTES, to)) {
                to.setLong(row, values.intAt(row));
            }
        }
    }

    static void int8(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Long.BYTES, to)) {
                to.setLong(row, values.longAt(row));
            }
        }
    }

    static void oid(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Integer.BYTES, to)) {
                to.setLong(row, Integer.toUnsignedLong(values.intAt(row)));
            }
        }
    }

    static void float4(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Float.BYTES, to)) {
                to.setDouble(row, Float.intBitsToFloat(values.intAt(row)));
            }
        }
    }

    static void float8(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Double.BYTES, to)) {
                to.setDouble(row, Double.longBitsToDouble(values.longAt(row)));
            }
        }
    }

    /** Text, which the server sends as valid UTF-8 whatever it is stored as. */
    static void text(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, to)) {
                to.setUtf8(row, values.copy(row));
            }
        }
    }

    static void bytes(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, to)) {
                to.setBytes(row, values.copy(row));
            }
        }
    }

    static void uuid(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, 2 * Long.BYTES, to)) {
                to.setUuid(row, new UUID(values.longAt(row), values.longAt(row, Long.BYTES)));
            }
        }
    }

    static void date(Values values, Vector to) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Integer.BYTES, to)) {
                to.setDays(row, day(values.intAt(row)));
            }
        }
    }

    static void time(Values values, Vector to) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Long.BYTES, to)) {
                to.setTime(row, LocalTime.ofNanoOfDay(micros(values.longAt(row)) * 1000));
            }
        }
    }

    static void timestamp(Values values, Vector to) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Long.BYTES, to)) {
                to.setMicroseconds(row, instant(values.longAt(row)));
            }
        }
    }

    static void timestamptz(Values values, Vector to) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Long.BYTES, to)) {
                to.setInstant(row, instant(values.longAt(row)));
            }
        }
    }

    /** @return since 1970 */
    static long day(int day) throws Cell.Unfit {
        if (day == Integer.MAX_VALUE || day == Integer.MIN_VALUE) {
            throw new Cell.Unfit(day > 0 ? "infinity" : "-infinity");
        }
        return day + DAYS_TO_2000;
    }

    /** @return of the day */
    private static long micros(long micros) throws Cell.Unfit {
        if (micros == MICROS_OF_DAY) {
            throw new Cell.Unfit("24:00:00");
        }
        return micros;
    }

    /** @return since 1970 */
    static long instant(long micros) throws Cell.Unfit {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            throw new Cell.Unfit(micros > 0 ? "infinity" : "-infinity");
        }
        if (micros >= LATEST) {
            throw new Cell.Unfit("a time after the year 294246");
        }
        return micros + MICROS_TO_2000;
    }
}
