package dev.levada.cli.rows;

import dev.levada.api.Column;
import dev.levada.engine.Rows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are there already, to be printed as those of a query are. */
public final class ListedRows implements Rows {
    private final List<Column> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private @Nullable Iterator<List<@Nullable Object>> left;

    public ListedRows(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    public void add(List<@Nullable Object> row) {
        rows.add(row);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
        if (left == null) {
            left = rows.iterator();
        }
        return left.hasNext() ? left.next() : null;
    }

    @Override
    public void close() {}
}
