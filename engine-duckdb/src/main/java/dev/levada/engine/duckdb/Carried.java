package dev.levada.engine.duckdb;

import dev.levada.store.RowBatch;
import java.math.BigDecimal;
import java.util.Base64;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Rows in a query's vectors, as {@link Carriage} lays them out. */
final class Carried implements RowBatch {
    private final Carriage carriage;
    private final int rows;
    private final DuckDBReadableVector[] vectors;
    private final @Nullable String[] texts;

    /** @param chunk what carries the columns, behind one vector more */
    Carried(Carriage carriage, DuckDBDataChunkReader chunk) {
        this.carriage = carriage;
        rows = Math.toIntExact(chunk.rowCount());
        vectors = new DuckDBReadableVector[carriage.carriers().size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.vector(i + 1L);
        }
        texts = new String[carriage.texts().length > 0 ? rows : 0];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean isNull(int column, int row) {
        return vectors[column].isNull(row);
    }

    @Override
    public boolean truth(int column, int row) {
        return vectors[column].getBoolean(row);
    }

    @Override
    public long number(int column, int row) {
        return vectors[column].getLong(row);
    }

    @Override
    public double real(int column, int row) {
        return vectors[column].getDouble(row);
    }

    @Override
    public BigDecimal decimal(int column, int row) {
        return vectors[column].getBigDecimal(row);
    }

    /** Lengths are counted in code points, which are the same as Java's characters unless some need two. */
    @Override
    public String text(int column, int row) {
        String all = texts(row);
        int from = 0;
        int to = 0;
        int total = 0;
        for (int text : carriage.texts()) {
            if (text == column) {
                from = total;
            }
            total += vectors[text].isNull(row) ? 0 : (int) vectors[text].getLong(row);
            if (text == column) {
                to = total;
            }
        }
        if (total == all.length()) {
            return all.substring(from, to);
        }
        int begin = all.offsetByCodePoints(0, from);
        return all.substring(begin, all.offsetByCodePoints(begin, to - from));
    }

    private String texts(int row) {
        String all = texts[row];
        if (all == null) {
            all = vectors[vectors.length - 1].getString(row);
            texts[row] = all;
        }
        return all;
    }

    @Override
    public byte[] bytes(int column, int row) {
        return Base64.getDecoder().decode(text(column, row));
    }
}
