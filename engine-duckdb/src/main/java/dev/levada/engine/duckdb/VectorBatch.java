package dev.levada.engine.duckdb;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Vector;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is the query's own vectors. Texts are gathered and handed over a column at a time, which costs one call
 * instead of one for each row; columns that the query does not ask for swallow what they are given.
 */
final class VectorBatch implements Batch {
    private final List<Column> columns;
    private final int[] wanted;
    private final Cells[] cells;
    private @Nullable DuckDBWritableVector source;
    private int capacity;

    /** @param wanted as {@link FeedFunction.Scan} has it */
    VectorBatch(List<Column> columns, int[] wanted) {
        this.columns = columns;
        this.wanted = wanted;
        this.cells = new Cells[columns.size()];
    }

    void begin(DuckDBDataChunkWriter chunk) {
        capacity = (int) chunk.capacity();
        source = null;
        for (int i = 0; i < cells.length; i++) {
            Cells cell = cells[i];
            if (cell == null) {
                cell = Cells.of(columns.get(i).type(), capacity);
                cells[i] = cell;
            }
            cell.vector = null;
            cell.low = null;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0) {
                source = chunk.vector(i);
            } else if (wanted[i] < 0) {
                cells[-wanted[i] - 1].low = chunk.vector(i);
            } else if (wanted[i] <= cells.length) {
                cells[wanted[i] - 1].vector = chunk.vector(i);
            }
        }
    }

    void end(String sourceName, int rows) {
        if (source != null) {
            byte[][] names = new byte[rows][];
            Arrays.fill(names, sourceName.getBytes(StandardCharsets.UTF_8));
            source.setStringUtf8Batch(0, names);
        }
        for (Cells cell : cells) {
            cell.flush(rows);
        }
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public boolean wants(int index) {
        return cells[index].vector != null || cells[index].low != null;
    }

    @Override
    public Vector column(int index) {
        return cells[index];
    }

    private static boolean isText(Type type) {
        return !(type instanceof Type.Decimal)
                && (!(type instanceof Type.Primitive primitive)
                        || switch (primitive) {
                            case TIME, VARCHAR, BLOB -> true;
                            default -> false;
                        });
    }

    /** One column. */
    private static class Cells implements Vector {
        private final byte @Nullable [][] texts;

        @Nullable
        DuckDBWritableVector vector;

        @Nullable
        DuckDBWritableVector low;

        Cells(int textCapacity) {
            texts = textCapacity > 0 ? new byte[textCapacity][] : null;
        }

        static Cells of(Type type, int capacity) {
            return type == Type.Primitive.INTEGER || type == Type.Primitive.FLOAT
                    ? new NarrowCells()
                    : new Cells(isText(type) ? capacity : 0);
        }

        void flush(int rows) {
            if (texts != null && vector != null) {
                vector.setStringUtf8Batch(0, rows == texts.length ? texts : Arrays.copyOf(texts, rows));
            }
        }

        @Override
        public void setNull(int row) {
            if (texts != null) {
                texts[row] = null;
            } else {
                setNull(vector, row);
                setNull(low, row);
            }
        }

        private static void setNull(@Nullable DuckDBWritableVector vector, int row) {
            if (vector != null) {
                vector.setNull(row);
            }
        }

        @Override
        public void setBoolean(int row, boolean value) {
            if (vector != null) {
                vector.setBoolean(row, value);
            }
        }

        @Override
        public void setLong(int row, long value) {
            if (vector != null) {
                vector.setLong(row, value);
            }
        }

        @Override
        public void setDouble(int row, double value) {
            if (vector != null) {
                vector.setDouble(row, value);
            }
        }

        @Override
        public void setDecimal(int row, BigDecimal value) {
            if (vector != null) {
                vector.setBigDecimal(row, value);
            }
        }

        @Override
        public void setString(int row, String value) {
            setUtf8(row, value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void setUtf8(int row, byte[] utf8) {
            if (texts != null) {
                texts[row] = utf8;
            }
        }

        @Override
        public void setBytes(int row, byte[] value) {
            setString(row, HexFormat.of().formatHex(value));
        }

        @Override
        public void setDate(int row, LocalDate value) {
            setDay(row, Infinity.days(value));
        }

        @Override
        public void setDays(int row, long days) {
            setDay(row, Infinity.days(days));
        }

        private void setDay(int row, int day) {
            if (vector != null) {
                vector.setInt(row, day);
            }
        }

        @Override
        public void setTime(int row, LocalTime value) {
            setString(row, value.toString());
        }

        @Override
        public void setTimestamp(int row, LocalDateTime value) {
            setLong(row, Infinity.micros(value));
        }

        @Override
        public void setMicroseconds(int row, long microseconds) {
            setLong(row, microseconds);
        }

        @Override
        public void setInstant(int row, long microseconds) {
            setLong(row, microseconds);
        }

        @Override
        public void setUuid(int row, UUID value) {
            if (vector != null) {
                vector.setLong(row, value.getMostSignificantBits());
            }
            if (low != null) {
                low.setLong(row, value.getLeastSignificantBits());
            }
        }
    }

    /** A column of numbers of half the size. A class of its own, so that no number has to ask which size it has. */
    private static final class NarrowCells extends Cells {

        NarrowCells() {
            super(0);
        }

        @Override
        public void setLong(int row, long value) {
            if (vector != null) {
                vector.setInt(row, Math.toIntExact(value));
            }
        }

        @Override
        public void setDouble(int row, double value) {
            if (vector != null) {
                vector.setFloat(row, (float) value);
            }
        }
    }
}
