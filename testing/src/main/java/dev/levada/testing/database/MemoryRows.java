package dev.levada.testing.database;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.store.RemoteRows;
import dev.levada.store.RowStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of a database in memory, by their places. Remembers what was asked of it. */
public final class MemoryRows implements RemoteRows {
    /** So many that tests see several splits. */
    private static final int ROWS_OF_A_SPLIT = 3;

    private static final int BYTES_OF_A_CELL = 8;

    private final String path;
    private final List<Column> columns;
    private final SortedMap<Long, List<@Nullable Object>> rows;
    private final List<String> reads;

    /** @param rows each with a value for each column: those of {@link dev.levada.store.RowBatch}, in boxes */
    public MemoryRows(String path, List<Column> columns, Map<Long, List<@Nullable Object>> rows) {
        this(path, columns, new TreeMap<>(rows), new CopyOnWriteArrayList<>());
    }

    /** All rows of a stream, at places from 0 on. */
    public static MemoryRows of(String path, RowStream stream) {
        Map<Long, List<@Nullable Object>> rows = new TreeMap<>();
        stream.forEach(batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                rows.put((long) rows.size(), Cells.row(stream.columns(), batch, row));
            }
        });
        return new MemoryRows(path, stream.columns(), rows);
    }

    private MemoryRows(
            String path, List<Column> columns, SortedMap<Long, List<@Nullable Object>> rows, List<String> reads) {
        this.path = path;
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.reads = reads;
    }

    /** What was read since the rows were made: {@code 3 rows of id, name}. */
    public List<String> reads() {
        return List.copyOf(reads);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public long rows() {
        return rows.size();
    }

    @Override
    public long bytes() {
        return (long) rows.size() * columns.size() * BYTES_OF_A_CELL;
    }

    @Override
    public Form.Rows read(List<String> names) {
        reads.add(rows.size() + " rows of " + String.join(", ", names));
        List<Column> wanted =
                names.stream().map(name -> columns.get(index(name))).collect(Collectors.toCollection(ArrayList::new));
        wanted.add(PLACE);
        List<Split> splits = new ArrayList<>();
        List<Long> places = List.copyOf(rows.keySet());
        for (int from = 0; from < places.size(); from += ROWS_OF_A_SPLIT) {
            long last = places.get(Math.min(from + ROWS_OF_A_SPLIT, places.size()) - 1);
            String token = places.get(from) + ".." + (last + 1) + "|" + String.join("|", names);
            splits.add(new Split(path, token, 0));
        }
        return new Form.Rows(wanted, splits);
    }

    private int index(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + name + " in " + columns);
    }

    @Override
    public Source source() {
        return new Source() {
            @Override
            public Extent plan(Read read) {
                throw new UnsupportedOperationException("rows of a table are not planned");
            }

            @Override
            public Reader open(Split split) {
                String[] parts = split.token().split("\\|");
                String[] range = parts[0].split("\\.\\.", 2);
                List<String> names = Arrays.asList(parts).subList(1, parts.length);
                int[] indexes = names.stream()
                        .filter(name -> !name.isEmpty())
                        .mapToInt(MemoryRows.this::index)
                        .toArray();
                return new PlacesReader(rows.subMap(Long.valueOf(range[0]), Long.valueOf(range[1])), indexes);
            }

            @Override
            public void close() {}
        };
    }

    private final class PlacesReader implements Reader {
        private final List<Map.Entry<Long, List<@Nullable Object>>> left;
        private final int[] indexes;

        PlacesReader(Map<Long, List<@Nullable Object>> part, int[] indexes) {
            this.left = new ArrayList<>(part.entrySet());
            this.indexes = indexes;
        }

        @Override
        public int read(Batch batch) {
            int count = Math.min(batch.capacity(), left.size());
            for (int row = 0; row < count; row++) {
                Map.Entry<Long, List<@Nullable Object>> values = left.get(row);
                for (int i = 0; i < indexes.length; i++) {
                    Cells.set(
                            batch.column(i),
                            row,
                            columns.get(indexes[i]).type(),
                            values.getValue().get(indexes[i]));
                }
                batch.column(indexes.length).setLong(row, values.getKey());
            }
            left.subList(0, count).clear();
            return count;
        }

        @Override
        public void close() {}
    }

    @Override
    public MemoryRows near(RowStream keys) {
        int[] indexes =
                keys.columns().stream().mapToInt(key -> index(key.name())).toArray();
        Set<List<@Nullable Object>> wanted = new HashSet<>();
        keys.forEach(batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                wanted.add(Cells.row(keys.columns(), batch, row));
            }
        });
        SortedMap<Long, List<@Nullable Object>> found = new TreeMap<>();
        rows.forEach((place, row) -> {
            List<@Nullable Object> key = new ArrayList<>();
            Arrays.stream(indexes).forEach(index -> key.add(row.get(index)));
            if (wanted.contains(key)) {
                found.put(place, row);
            }
        });
        return new MemoryRows(path, columns, found, reads);
    }
}
