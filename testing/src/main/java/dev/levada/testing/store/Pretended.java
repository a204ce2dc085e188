package dev.levada.testing.store;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.store.Courier;
import dev.levada.store.Positions;
import dev.levada.store.RowBatch;
import dev.levada.store.RowSink;
import dev.levada.store.RowStream;
import dev.levada.store.TableScan;
import dev.levada.store.Utf8;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rows that files of {@link WrittenFiles} count as, for stores that fetch them: the column {@code id} holds a number that no
 * other row has, dates hold what the file is parted by, and all else is null.
 */
public final class Pretended implements Courier {
    private static final long MOST_ROWS = 1000;
    private static final AtomicLong FILES = new AtomicLong();

    /** By the file's path: stores may remove files once their rows are elsewhere. */
    private static final Map<String, Long> FIRST = new ConcurrentHashMap<>();

    static void write(Path file, long rows, Map<String, Optional<String>> partition) throws IOException {
        long first = FILES.incrementAndGet() * MOST_ROWS;
        FIRST.put(file.toString(), first);
        StringBuilder text = new StringBuilder("rows=" + rows + "\nfirst=" + first);
        partition.forEach((field, value) -> value.ifPresent(
                told -> text.append('\n').append(field).append('=').append(told)));
        Files.writeString(file, text);
    }

    /** The {@code id} of the first row of a file; those of the others follow. */
    static long firstId(String path) {
        return FIRST.getOrDefault(path, 0L);
    }

    private static Properties read(String path) {
        try {
            Properties told = new Properties();
            told.load(new StringReader(Files.readString(Path.of(path))));
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RowStream rows(TableScan scan, List<String> columns) {
        List<Column> wanted = columns.stream()
                .map(name -> scan.shape().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        return new RowStream() {
            @Override
            public List<Column> columns() {
                return wanted;
            }

            @Override
            public void forEach(List<? extends RowSink> sinks) {
                scan.files().forEach(file -> sinks.get(0).take(batch(scan, file, wanted)));
            }
        };
    }

    private static RowBatch batch(TableScan scan, TableScan.DataFile file, List<Column> columns) {
        Properties told = read(file.path());
        long first = firstId(file.path());
        long[] removed =
                scan.removed().getOrDefault(file.path(), Positions.of()).toArray();
        List<Long> ids = new ArrayList<>();
        for (long row = 0; row < file.rows(); row++) {
            if (Arrays.binarySearch(removed, row) < 0) {
                ids.add(first + row);
            }
        }
        return new Rows(columns, ids, told);
    }

    private record Rows(List<Column> columns, List<Long> ids, Properties told) implements RowBatch {
        @Override
        public int rows() {
            return ids.size();
        }

        private Optional<String> day(int column) {
            Column asked = columns.get(column);
            return asked.type() == Type.Primitive.DATE
                    ? Optional.ofNullable(told.getProperty(asked.name() + "_day"))
                    : Optional.empty();
        }

        @Override
        public boolean isNull(int column, int row) {
            return !columns.get(column).name().equals("id") && day(column).isEmpty();
        }

        @Override
        public long number(int column, int row) {
            return day(column).map(text -> LocalDate.parse(text).toEpochDay()).orElseGet(() -> ids.get(row));
        }

        @Override
        public boolean truth(int column, int row) {
            throw none();
        }

        @Override
        public double real(int column, int row) {
            throw none();
        }

        @Override
        public BigDecimal decimal(int column, int row) {
            throw none();
        }

        @Override
        public Utf8 text(int column, int row) {
            throw none();
        }

        @Override
        public byte[] bytes(int column, int row) {
            throw none();
        }

        private static UnsupportedOperationException none() {
            return new UnsupportedOperationException("it is null");
        }
    }
}
