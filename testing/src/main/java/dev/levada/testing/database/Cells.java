package dev.levada.testing.database;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import dev.levada.store.RowBatch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as they are kept: those of {@link RowBatch}, in boxes. */
final class Cells {
    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_MICRO = 1000;

    private Cells() {}

    /** One row of a batch. */
    static List<@Nullable Object> row(List<Column> columns, RowBatch batch, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(batch.isNull(i, row) ? null : cell(columns.get(i).type(), batch, i, row));
        }
        return values;
    }

    private static Object cell(Type type, RowBatch batch, int column, int row) {
        if (type instanceof Type.Decimal) {
            return batch.decimal(column, row);
        }
        if (!(type instanceof Primitive primitive)) {
            return batch.text(column, row).toString();
        }
        return switch (primitive) {
            case BOOLEAN -> batch.truth(column, row);
            case INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> batch.number(column, row);
            case FLOAT, DOUBLE -> batch.real(column, row);
            case VARCHAR, UUID -> batch.text(column, row).toString();
            case BLOB -> batch.bytes(column, row);
        };
    }

    /** Gives a value to a reader's vector. */
    static void set(Vector vector, int row, Type type, @Nullable Object value) {
        if (value == null) {
            vector.setNull(row);
        } else if (type instanceof Type.Decimal) {
            vector.setDecimal(row, (BigDecimal) value);
        } else if (type instanceof Primitive primitive) {
            set(vector, row, primitive, value);
        } else {
            vector.setString(row, (String) value);
        }
    }

    private static void set(Vector vector, int row, Primitive type, Object value) {
        switch (type) {
            case BOOLEAN -> vector.setBoolean(row, (Boolean) value);
            case INTEGER, BIGINT -> vector.setLong(row, (Long) value);
            case DATE -> vector.setDate(row, date((Long) value));
            case TIME -> vector.setTime(row, LocalTime.ofNanoOfDay((Long) value * NANOS_OF_MICRO));
            case TIMESTAMP -> vector.setTimestamp(row, time((Long) value));
            case TIMESTAMPTZ -> vector.setInstant(row, (Long) value);
            case FLOAT, DOUBLE -> vector.setDouble(row, (Double) value);
            case VARCHAR -> vector.setString(row, (String) value);
            case UUID -> vector.setUuid(row, UUID.fromString((String) value));
            case BLOB -> vector.setBytes(row, (byte[]) value);
        }
    }

    /** A date as days. */
    static LocalDate date(long days) {
        if (days == Long.MAX_VALUE) {
            return LocalDate.MAX;
        }
        return days == -Long.MAX_VALUE ? LocalDate.MIN : LocalDate.ofEpochDay(days);
    }

    /** A time as microseconds. */
    static LocalDateTime time(long micros) {
        if (micros == Long.MAX_VALUE) {
            return LocalDateTime.MAX;
        }
        return micros == -Long.MAX_VALUE
                ? LocalDateTime.MIN
                : LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, MICROS),
                        (int) (Math.floorMod(micros, MICROS) * NANOS_OF_MICRO),
                        ZoneOffset.UTC);
    }
}
