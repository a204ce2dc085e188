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
 * the function {@code levada_reject(sink, row)} puts a row, as {@link PackedRejects} writes it, into a table of rejects and
 * answers false, for a query's WHERE. It is called for broken rows only, so good rows cost nothing. A null is only counted
 * as a filtered row.
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
                .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.VARCHAR)
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
     * Opens a sink that writes to a table with the columns of {@link QuarantinedRows}; the rows are there once it is closed.
     *
     * @param connection a connection of its own, for the query's connection is busy; closed with the sink
     */
    Sink open(DuckDBConnection connection, String catalog, String schema, String table) throws SQLException {
        Sink sink = new Sink(ids.incrementAndGet(), connection, catalog, schema, table);
        sinks.put(sink.id, sink);
        return sink;
    }

    /**
     * Where one query's rejects go. To append a row costs more than all else that is done with it, so rows are packed into
     * long texts on the query's threads, and unpacked by one statement at the end.
     */
    final class Sink implements AutoCloseable {
        private static final String PACKED = "packed_rejects";

        private final long id;
        private final Statements statements;
        private final String packed;
        private final String table;
        private final DuckDBAppender appender;
        private final AtomicLong filtered = new AtomicLong();

        private Sink(long id, DuckDBConnection connection, String catalog, String schema, String table)
                throws SQLException {
            this.id = id;
            this.statements = new Statements(connection);
            this.packed = String.join(".", catalog, schema, PACKED);
            this.table = String.join(".", catalog, schema, table);
            statements.execute("CREATE OR REPLACE TABLE " + packed + " (rows VARCHAR)");
            this.appender = connection.createAppender(catalog, schema, PACKED);
            appender.unsafeBreakThreadConfinement();
        }

        long id() {
            return id;
        }

        /** How many rows were only counted. */
        long filtered() {
            return filtered.get();
        }

        private void take(DuckDBDataChunkReader arguments, long rows) throws SQLException {
            DuckDBReadableVector packed = arguments.vector(1);
            PackedRejects pack = new PackedRejects();
            for (long row = 0; row < rows; row++) {
                if (packed.isNull(row)) {
                    filtered.incrementAndGet();
                } else {
                    pack.add(packed.getString(row));
                    if (pack.isFull()) {
                        append(pack);
                    }
                }
            }
            append(pack);
        }

        private synchronized void append(PackedRejects pack) throws SQLException {
            if (!pack.isEmpty()) {
                appender.beginRow();
                appender.append(pack.take());
                appender.endRow();
            }
        }

        @Override
        public void close() throws SQLException {
            sinks.remove(id);
            try (DuckDBConnection connection = statements.connection()) {
                appender.close();
                statements.execute("INSERT INTO " + table + " " + PackedRejects.unpacked(packed, "rows"));
                statements.execute("DROP TABLE " + packed);
            }
        }
    }
}
