package dev.levada.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;

/**
 * The way out of a streaming query for rows that are not kept. A query has one result, so broken rows leave it sideways:
 * the function {@code levada_reject(sink, reasons, source, position, record)} puts a row into a table of rejects and
 * answers false, for a query's WHERE. It is called for broken rows only, so good rows cost nothing. With null reasons a
 * row is only counted as filtered.
 */
final class Rejects {
    static final String FUNCTION = "levada_reject";
    /** Separates the reasons of a row. */
    static final String SEPARATOR = "\u001f";

    private final Map<Long, Sink> sinks = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    void register(Connection connection) throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(FUNCTION)
                .withParameters(
                        DuckDBColumnType.BIGINT,
                        DuckDBColumnType.VARCHAR,
                        DuckDBColumnType.VARCHAR,
                        DuckDBColumnType.BIGINT,
                        DuckDBColumnType.VARCHAR)
                .withReturnType(DuckDBColumnType.BOOLEAN)
                .withVolatile()
                .withVectorizedFunction(this::apply)
                .register(connection);
    }

    private void apply(DuckDBDataChunkReader arguments, DuckDBWritableVector result) throws SQLException {
        long rows = arguments.rowCount();
        if (rows > 0) {
            Sink sink = sinks.get(arguments.vector(0).getLong(0));
            if (sink == null) {
                throw new SQLException("rows are rejected into a sink that is closed");
            }
            sink.take(arguments, rows);
        }
        for (long row = 0; row < rows; row++) {
            result.setBoolean(row, false);
        }
    }

    /**
     * Opens a sink that writes to a table with the columns of {@link QuarantinedRows}.
     *
     * @param connection a connection of its own, for the query's connection is busy; closed with the sink
     */
    Sink open(DuckDBConnection connection, String catalog, String schema, String table) throws SQLException {
        Sink sink = new Sink(ids.incrementAndGet(), connection, connection.createAppender(catalog, schema, table));
        sinks.put(sink.id, sink);
        return sink;
    }

    /** Where one query's rejects go. */
    final class Sink implements AutoCloseable {
        private final long id;
        private final DuckDBConnection connection;
        private final DuckDBAppender appender;
        private final AtomicLong filtered = new AtomicLong();

        private Sink(long id, DuckDBConnection connection, DuckDBAppender appender) {
            this.id = id;
            this.connection = connection;
            this.appender = appender;
            appender.unsafeBreakThreadConfinement();
        }

        long id() {
            return id;
        }

        /** How many rows were only counted. */
        long filtered() {
            return filtered.get();
        }

        private synchronized void take(DuckDBDataChunkReader arguments, long rows) throws SQLException {
            DuckDBReadableVector reasons = arguments.vector(1);
            DuckDBReadableVector sources = arguments.vector(2);
            DuckDBReadableVector positions = arguments.vector(3);
            DuckDBReadableVector records = arguments.vector(4);
            for (long row = 0; row < rows; row++) {
                if (reasons.isNull(row)) {
                    filtered.incrementAndGet();
                    continue;
                }
                appender.beginRow();
                appender.append(reasons.getString(row));
                appendText(sources, row);
                if (positions.isNull(row)) {
                    appender.appendNull();
                } else {
                    appender.append(positions.getLong(row));
                }
                appendText(records, row);
                appender.endRow();
            }
        }

        private void appendText(DuckDBReadableVector texts, long row) throws SQLException {
            if (texts.isNull(row)) {
                appender.appendNull();
            } else {
                appender.append(texts.getString(row));
            }
        }

        @Override
        public void close() throws SQLException {
            sinks.remove(id);
            try (connection) {
                appender.close();
            }
        }
    }
}
