package dev.levada.testing.database;

import dev.levada.api.Column;
import dev.levada.store.Courier;
import dev.levada.store.Positions;
import dev.levada.store.RowBatch;
import dev.levada.store.RowSink;
import dev.levada.store.RowStream;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.TableScan;
import dev.levada.store.Utf8;
import dev.levada.store.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rows that count as staged, though no engine wrote them: files without content, and a courier that knows what is in them. */
public final class StagedRows implements Courier {
    /** So few that tests see several batches. */
    private static final int ROWS_OF_A_BATCH = 40;

    private final Map<String, List<List<Object>>> byPath = new ConcurrentHashMap<>();

    /** One file with these rows, whose values are those that a {@link RowBatch} gives for the staging's columns. */
    public Staged in(Staging staging, List<List<Object>> rows) {
        try {
            Path file = Files.createTempFile(staging.folder(), "part", ".parquet");
            byPath.put(file.toString(), rows);
            WrittenFile written = new WrittenFile(file.toString(), rows.size(), 1, Map.of(), Map.of());
            return new Staged(staging, rows.isEmpty() ? List.of() : List.of(written), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RowStream rows(TableScan scan, List<String> columns) {
        List<List<Object>> all = new ArrayList<>();
        for (TableScan.DataFile file : scan.files()) {
            List<List<Object>> rows = byPath.getOrDefault(file.path(), List.of());
            long[] removed =
                    scan.removed().getOrDefault(file.path(), Positions.of()).toArray();
            for (int i = 0; i < rows.size(); i++) {
                int place = i;
                if (Arrays.stream(removed).noneMatch(gone -> gone == place)) {
                    all.add(rows.get(i));
                }
            }
        }
        List<Column> shape = scan.shape();
        int[] wanted = columns.stream()
                .mapToInt(name -> shape.stream().map(Column::name).toList().indexOf(name))
                .toArray();
        return of(
                Arrays.stream(wanted).mapToObj(shape::get).toList(),
                all.stream()
                        .map(row -> Arrays.stream(wanted).mapToObj(row::get).toList())
                        .toList());
    }

    public static RowStream of(List<Column> columns, List<List<Object>> rows) {
        return new RowStream() {
            @Override
            public List<Column> columns() {
                return columns;
            }

            @Override
            public void forEach(List<? extends RowSink> sinks) {
                for (int from = 0; from < rows.size(); from += ROWS_OF_A_BATCH) {
                    List<List<Object>> some = rows.subList(from, Math.min(rows.size(), from + ROWS_OF_A_BATCH));
                    sinks.get(from / ROWS_OF_A_BATCH % sinks.size()).take(new Batch(some));
                }
            }
        };
    }

    private record Batch(List<List<Object>> all) implements RowBatch {
        private Object at(int column, int row) {
            return all.get(row).get(column);
        }

        @Override
        public int rows() {
            return all.size();
        }

        @Override
        public boolean isNull(int column, int row) {
            return at(column, row) == null;
        }

        @Override
        public boolean truth(int column, int row) {
            return (boolean) at(column, row);
        }

        @Override
        public long number(int column, int row) {
            return ((Number) at(column, row)).longValue();
        }

        @Override
        public double real(int column, int row) {
            return ((Number) at(column, row)).doubleValue();
        }

        @Override
        public BigDecimal decimal(int column, int row) {
            return (BigDecimal) at(column, row);
        }

        @Override
        public Utf8 text(int column, int row) {
            return Utf8.of((String) at(column, row));
        }

        @Override
        public byte[] bytes(int column, int row) {
            return (byte[]) at(column, row);
        }
    }
}
