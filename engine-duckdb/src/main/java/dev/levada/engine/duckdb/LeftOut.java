package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;

/**
 * Tells which rows a typed scan left out: {@code levada_leave_out(rows, locator, broken)} answers false, for a query's
 * WHERE, and remembers the row's locator, a whole number by which its line can be found again. Rows that are not broken do
 * not meet the filter, and are only counted. It is called for rows that are left out only, so the others cost nothing.
 */
final class LeftOut {
    private static final String FUNCTION = "levada_leave_out";

    private final Map<Long, Rows> opened = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    void register(Connection connection) throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(FUNCTION)
                .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.BIGINT, DuckDBColumnType.BOOLEAN)
                .withReturnType(DuckDBColumnType.BOOLEAN)
                .withVolatile()
                .withVectorizedFunction(this::apply)
                .register(connection);
    }

    private void apply(DuckDBDataChunkReader arguments, DuckDBWritableVector result) throws SQLException {
        long count = arguments.rowCount();
        if (count == 0) {
            return;
        }
        Rows rows = opened.get(arguments.vector(0).getLong(0));
        if (rows == null) {
            throw new SQLException("rows are left out of a scan that has ended");
        }
        rows.take(arguments.vector(1), arguments.vector(2), count);
        for (long row = 0; row < count; row++) {
            result.setBoolean(row, false);
        }
    }

    Rows open() {
        Rows rows = new Rows(ids.incrementAndGet());
        opened.put(rows.id, rows);
        return rows;
    }

    /** The rows that one scan left out. Threads of a query add to it at the same time; it is asked when the query is over. */
    final class Rows implements AutoCloseable {
        private final long id;
        private final Locators locators = new Locators();
        private final LongAdder broken = new LongAdder();
        private final LongAdder filtered = new LongAdder();

        private Rows(long id) {
            this.id = id;
        }

        /** The call for a row. */
        String leaveOut(Column locator, boolean isBroken) {
            String value = isBroken ? "CAST(" + Sql.name(locator.name()) + " AS BIGINT)" : "NULL";
            return FUNCTION + "(" + id + ", " + value + ", " + isBroken + ")";
        }

        private void take(DuckDBReadableVector values, DuckDBReadableVector isBroken, long count) {
            for (long row = 0; row < count; row++) {
                if (!isBroken.getBoolean(row)) {
                    filtered.increment();
                } else {
                    broken.increment();
                    if (!values.isNull(row)) {
                        locators.add(values.getLong(row));
                    }
                }
            }
        }

        /** How many rows break a rule. */
        long broken() {
            return broken.sum();
        }

        /** How many rows do not meet the filter. */
        long filtered() {
            return filtered.sum();
        }

        /** The locators of broken rows, as far as they have one. */
        Locators locators() {
            return locators;
        }

        @Override
        public void close() {
            opened.remove(id);
        }
    }
}
