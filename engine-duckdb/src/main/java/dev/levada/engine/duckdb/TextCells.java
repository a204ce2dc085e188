package dev.levada.engine.duckdb;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** What travels as text. It is gathered and handed over at once, which costs one call instead of one for each row. */
final class TextCells extends Cells {
    private final DuckDBWritableVector vector;
    private final byte[] @Nullable [] texts;

    TextCells(Target target) {
        super(target.type());
        vector = target.vector();
        texts = new byte[target.capacity()][];
    }

    @Override
    void end(int rows) {
        vector.setStringUtf8Batch(0, rows == texts.length ? texts : Arrays.copyOf(texts, rows));
    }

    @Override
    public void setNull(int row) {
        texts[row] = null;
    }

    @Override
    public void setString(int row, String value) {
        setUtf8(row, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void setUtf8(int row, byte[] utf8) {
        texts[row] = utf8;
    }

    @Override
    public void setBytes(int row, byte[] value) {
        setString(row, HexFormat.of().formatHex(value));
    }

    @Override
    public void setTime(int row, LocalTime value) {
        setString(row, value.toString());
    }
}
