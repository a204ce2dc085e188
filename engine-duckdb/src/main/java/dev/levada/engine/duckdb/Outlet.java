package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.store.RowSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBWritableVector;

/**
 * The way out of queries for their rows, many at a time as the query has them in its vectors. Results that are fetched row
 * by row are many times slower. Rows leave by a function that takes them and answers true, which the query selects; there is one
 * function for each list of types, made when it is first needed.
 */
final class Outlet {
    private final Connection connection;
    private final Map<List<String>, String> functions = new HashMap<>();
    private final Map<Long, Opened> sinks = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /** @param connection to the database in which functions are made */
    Outlet(Connection connection) {
        this.connection = connection;
    }

    /** Lets rows of those columns through to sinks, to whichever is free. */
    Opened open(List<Column> columns, List<? extends RowSink> to) {
        Opened opened = new Opened(ids.incrementAndGet(), columns, to);
        sinks.put(opened.id, opened);
        return opened;
    }

    private synchronized String function(List<Type> carriers) {
        List<String> signature = carriers.stream().map(Type::sql).toList();
        return functions.computeIfAbsent(signature, unknown -> {
            String name = "levada_take_" + functions.size();
            try {
                register(name, carriers);
            } catch (SQLException e) {
                throw DuckErrors.translate(e);
            }
            return name;
        });
    }

    private void register(String name, List<Type> carriers) throws SQLException {
        List<DuckDBLogicalType> types = new ArrayList<>();
        try {
            types.add(DuckDBLogicalType.of(DuckDBColumnType.BIGINT));
            for (Type carrier : carriers) {
                types.add(Carriage.logical(carrier));
            }
            DuckDBFunctions.scalarFunction()
                    .withName(name)
                    .withParameters(types.toArray(DuckDBLogicalType[]::new))
                    .withReturnType(DuckDBColumnType.BOOLEAN)
                    .withVolatile()
                    .withVectorizedFunction(this::apply)
                    .register(connection);
        } finally {
            types.forEach(DuckDBLogicalType::close);
        }
    }

    private void apply(DuckDBDataChunkReader rows, DuckDBWritableVector result) throws SQLException {
        long count = rows.rowCount();
        if (count > 0) {
            Opened sink = sinks.get(rows.vector(0).getLong(0));
            if (sink == null) {
                throw new SQLException("rows are handed to a sink that is closed");
            }
            sink.take(rows);
        }
        for (long row = 0; row < count; row++) {
            result.setBoolean(row, true);
        }
    }

    /** Sinks that a query's rows go to. */
    final class Opened implements AutoCloseable {
        private final long id;
        private final Carriage carriage;
        private final Deque<RowSink> free;
        private final Semaphore count;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        private Opened(long id, List<Column> columns, List<? extends RowSink> to) {
            this.id = id;
            this.carriage = new Carriage(columns);
            this.free = new ConcurrentLinkedDeque<>(to);
            this.count = new Semaphore(to.size());
        }

        /** The expression that hands a row over. */
        String call() {
            List<String> arguments = new ArrayList<>();
            arguments.add(id + "::BIGINT");
            arguments.addAll(carriage.values());
            return function(carriage.carriers()) + "(" + String.join(", ", arguments) + ")";
        }

        private void take(DuckDBDataChunkReader rows) {
            count.acquireUninterruptibly();
            RowSink sink = free.pop();
            try {
                if (failure.get() == null) {
                    sink.take(new Carried(carriage, rows));
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                throw e;
            } finally {
                free.push(sink);
                count.release();
            }
        }

        /** What a sink threw first, or else what the query did. */
        RuntimeException cause(RuntimeException thrown) {
            if (failure.get() instanceof Error e) {
                throw e;
            }
            return failure.get() instanceof RuntimeException e ? e : thrown;
        }

        @Override
        public void close() {
            sinks.remove(id);
        }
    }
}
