package dev.levada.engine.duckdb;

import dev.levada.store.RowBatch;
import dev.levada.store.Utf8;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Rows in a query's vectors, as {@link Carriage} lays them out. The texts of one row at a time are at hand. */
final class Carried implements RowBatch {
    private final Carriage carriage;
    private final int rows;
    private final DuckDBReadableVector[] vectors;
    private final int[] ends;
    private byte[] texts = {};
    private int rowOfTexts = -1;

    /** @param chunk what carries the columns, behind one vector more */
    Carried(Carriage carriage, DuckDBDataChunkReader chunk) {
        this.carriage = carriage;
        rows = Math.toIntExact(chunk.rowCount());
        vectors = new DuckDBReadableVector[carriage.carriers().size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.vector(i + 1L);
        }
        ends = new int[carriage.texts().length];
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

    @Override
    public Utf8 text(int column, int row) {
        if (row != rowOfTexts) {
            readTexts(row);
        }
        int text = carriage.textsBefore(column);
        int from = text == 0 ? 0 : ends[text - 1];
        return new Utf8(texts, from, ends[text] - from);
    }

    private void readTexts(int row) {
        int[] places = carriage.texts();
        int end = 0;
        for (int i = 0; i < places.length; i++) {
            end += (int) vectors[places[i]].getLong(row, 0);
            ends[i] = end;
        }
        texts = vectors[vectors.length - 1].getString(row).getBytes(StandardCharsets.UTF_8);
        rowOfTexts = row;
    }

    @Override
    public byte[] bytes(int column, int row) {
        return Base64.getDecoder().decode(text(column, row).toString());
    }
}
