package dev.levada.testing.source;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.Reader;
import dev.levada.api.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch in arrays. It fails when a value is set twice, not at all, out of place, or with another type's method. */
public final class ArrayBatch implements Batch {
    private final int capacity;
    private final List<ArrayVector> vectors;

    public ArrayBatch(List<Column> columns, int capacity) {
        this.capacity = capacity;
        this.vectors = columns.stream()
                .map(column -> new ArrayVector(column, capacity))
                .toList();
    }

    /** All rows of a reader, read in batches of that capacity. The reader is not closed. */
    public static List<List<@Nullable Object>> readAll(Reader reader, List<Column> columns, int capacity)
            throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        ArrayBatch batch = new ArrayBatch(columns, capacity);
        for (int count = reader.read(batch); count > 0; count = reader.read(batch)) {
            rows.addAll(batch.rows(count));
            batch = new ArrayBatch(columns, capacity);
        }
        return rows;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public Vector column(int index) {
        return vectors.get(index);
    }

    /** The first rows, each a list of its values: {@code Long}, {@code Double}, {@code String}, {@code byte[]} ... */
    public List<List<@Nullable Object>> rows(int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (ArrayVector vector : vectors) {
                values.add(vector.value(row));
            }
            rows.add(Collections.unmodifiableList(values));
        }
        return rows;
    }
}
