package dev.levada.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;

/**
 * Notes whole-number keys of rows while they are written: {@code levada_note(notes, key)} is true for every row, for a
 * query's WHERE. Afterwards it is known which keys came again, without reading the rows once more. Unlike {@link SeenKeys}
 * it need not know beforehand what range the keys lie in.
 */
final class NotedKeys {
    private static final String FUNCTION = "levada_note";
    /** 32 MB of bits. */
    private static final int MOST_PAGES = 4096;

    private static final int PAGE_BITS = 16;

    /** More are found as fast among the rows that were written. */
    private static final int MOST_REPEATED = 1 << 20;

    private final Map<Long, Notes> opened = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    void register(Connection connection) throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(FUNCTION)
                .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.BIGINT)
                .withReturnType(DuckDBColumnType.BOOLEAN)
                .withVolatile()
                .withVectorizedFunction(this::apply)
                .register(connection);
    }

    private void apply(DuckDBDataChunkReader arguments, DuckDBWritableVector result) throws SQLException {
        long rows = arguments.rowCount();
        if (rows == 0) {
            return;
        }
        Notes notes = opened.get(arguments.vector(0).getLong(0));
        if (notes == null) {
            throw new SQLException("keys are noted in notes that are closed");
        }
        notes.take(arguments.vector(1), rows);
        for (long row = 0; row < rows; row++) {
            result.setBoolean(row, true);
        }
    }

    Notes open() {
        Notes notes = new Notes(ids.incrementAndGet());
        opened.put(notes.id, notes);
        return notes;
    }

    /** The keys of some rows, a bit for each. Threads of a query add to it at the same time. */
    final class Notes implements AutoCloseable {
        private final long id;
        private final Map<Long, AtomicLongArray> pages = new ConcurrentHashMap<>();
        private final AtomicInteger pageCount = new AtomicInteger();
        private final LongAdder rows = new LongAdder();
        private final List<Long> repeated = new ArrayList<>();
        private volatile boolean isFull;

        private Notes(long id) {
            this.id = id;
        }

        /** The call for a row. @param key an expression */
        String note(String key) {
            return FUNCTION + "(" + id + ", CAST(" + key + " AS BIGINT))";
        }

        /**
         * The keys that came again, each as often as it did.
         *
         * @param noted how many rows should have been noted
         * @return empty if others were, if the keys lie too far apart for bits, or if very many came again
         */
        synchronized Optional<List<Long>> repeated(long noted) {
            return rows.sum() == noted && !isFull ? Optional.of(List.copyOf(repeated)) : Optional.empty();
        }

        private void take(DuckDBReadableVector keys, long count) {
            rows.add(count);
            List<Long> again = new ArrayList<>();
            long known = 0;
            AtomicLongArray page = null;
            for (long row = 0; row < count && !isFull; row++) {
                if (keys.isNull(row)) {
                    continue;
                }
                long key = keys.getLong(row);
                long number = key >> PAGE_BITS;
                if (page == null || number != known) {
                    known = number;
                    page = pages.computeIfAbsent(number, missing -> newPage());
                }
                if (isSet(page, key)) {
                    again.add(key);
                }
            }
            if (!again.isEmpty()) {
                repeat(again);
            }
        }

        private synchronized void repeat(List<Long> again) {
            repeated.addAll(again);
            isFull |= repeated.size() > MOST_REPEATED;
        }

        private AtomicLongArray newPage() {
            isFull |= pageCount.incrementAndGet() > MOST_PAGES;
            return new AtomicLongArray((1 << PAGE_BITS) / Long.SIZE);
        }

        /** Sets the key's bit. @return whether it was set before */
        private static boolean isSet(AtomicLongArray page, long key) {
            int word = (int) (key & (1 << PAGE_BITS) - 1) / Long.SIZE;
            long bit = 1L << key;
            return (page.getAndAccumulate(word, bit, (bits, added) -> bits | added) & bit) != 0;
        }

        @Override
        public void close() {
            opened.remove(id);
        }
    }
}
