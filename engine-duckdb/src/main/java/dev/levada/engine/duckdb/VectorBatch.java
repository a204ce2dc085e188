package dev.levada.engine.duckdb;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** A batch that is the query's own vectors. Columns that the query does not ask for swallow what they are given. */
final class VectorBatch implements Batch {
    private final List<Column> columns;
    private final int[] wanted;
    private final VectorFilling filling;
    private final Cells[] cells;
    private @Nullable DuckDBWritableVector source;
    private int capacity;

    /** @param wanted as {@link FeedFunction.Scan} has it */
    VectorBatch(List<Column> columns, int[] wanted, VectorFilling filling) {
        this.columns = columns;
        this.wanted = wanted;
        this.filling = filling;
        this.cells =
                columns.stream().map(column -> Cells.unwanted(column.type())).toArray(Cells[]::new);
    }

    void begin(DuckDBDataChunkWriter chunk) {
        capacity = (int) chunk.capacity();
        for (int i = 0; i < wanted.length; i++) {
            int place = wanted[i] - 1;
            if (place < 0) {
                source = chunk.vector(i);
            } else if (place < cells.length) {
                cells[place] = Cells.of(
                        new Cells.Target(chunk.vector(i), columns.get(place).type(), filling, capacity));
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
            cell.end(rows);
        }
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public boolean wants(int index) {
        return cells[index].isWanted();
    }

    @Override
    public Vector column(int index) {
        return cells[index];
    }
}
