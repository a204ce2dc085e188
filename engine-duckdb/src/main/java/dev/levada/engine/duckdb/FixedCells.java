package dev.levada.engine.duckdb;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.UUID;

/** Values that all have one width. A row has a value unless it is set to null. */
abstract class FixedCells extends Cells {
    private final Target target;
    private final long[] valid;

    /** Each row's value stands behind that of the row before it. */
    final ByteBuffer memory;

    FixedCells(Target target, int width) {
        super(target.type());
        this.target = target;
        memory = target.filling().memory(target.vector(), target.capacity() * width);
        valid = new long[(target.capacity() + Long.SIZE - 1) / Long.SIZE];
        Arrays.fill(valid, -1);
    }

    @Override
    final void end(int rows) {
        target.filling().end(target.vector(), target.type(), memory, valid, rows);
    }

    @Override
    public final void setNull(int row) {
        valid[row / Long.SIZE] &= ~(1L << row);
    }

    static final class Booleans extends FixedCells {

        Booleans(Target target) {
            super(target, Byte.BYTES);
        }

        @Override
        public void setBoolean(int row, boolean value) {
            memory.put(row, (byte) (value ? 1 : 0));
        }
    }

    static final class Integers extends FixedCells {

        Integers(Target target) {
            super(target, Integer.BYTES);
        }

        @Override
        public void setLong(int row, long value) {
            memory.putInt(row * Integer.BYTES, Math.toIntExact(value));
        }
    }

    static final class Longs extends FixedCells {

        Longs(Target target) {
            super(target, Long.BYTES);
        }

        @Override
        public void setLong(int row, long value) {
            memory.putLong(row * Long.BYTES, value);
        }
    }

    static final class Floats extends FixedCells {

        Floats(Target target) {
            super(target, Float.BYTES);
        }

        @Override
        public void setDouble(int row, double value) {
            memory.putFloat(row * Float.BYTES, (float) value);
        }
    }

    static final class Doubles extends FixedCells {

        Doubles(Target target) {
            super(target, Double.BYTES);
        }

        @Override
        public void setDouble(int row, double value) {
            memory.putDouble(row * Double.BYTES, value);
        }
    }

    /** As days. */
    static final class Dates extends FixedCells {

        Dates(Target target) {
            super(target, Integer.BYTES);
        }

        @Override
        public void setDate(int row, LocalDate value) {
            memory.putInt(row * Integer.BYTES, Infinity.days(value));
        }

        @Override
        public void setDays(int row, long days) {
            memory.putInt(row * Integer.BYTES, Infinity.days(days));
        }
    }

    /** As microseconds, with or without a zone. */
    static final class Moments extends FixedCells {

        Moments(Target target) {
            super(target, Long.BYTES);
        }

        @Override
        public void setTimestamp(int row, LocalDateTime value) {
            setMicroseconds(row, Infinity.micros(value));
        }

        @Override
        public void setMicroseconds(int row, long microseconds) {
            memory.putLong(row * Long.BYTES, microseconds);
        }

        @Override
        public void setInstant(int row, long microseconds) {
            setMicroseconds(row, microseconds);
        }
    }

    /** As numbers of 128 bits, their lower half first. */
    static final class Ids extends FixedCells {

        Ids(Target target) {
            super(target, 2 * Long.BYTES);
        }

        @Override
        public void setUuid(int row, UUID value) {
            int at = row * 2 * Long.BYTES;
            memory.putLong(at, value.getLeastSignificantBits());
            memory.putLong(at + Long.BYTES, value.getMostSignificantBits());
        }
    }
}
