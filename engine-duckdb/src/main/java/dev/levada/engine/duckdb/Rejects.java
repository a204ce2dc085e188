package dev.levada.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
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
 * as a filtered row. {@code levada_discard(sink, columns)} is called for a kept row that loses values: it counts them by
 * column, and answers true.
 */
final class Rejects {
    static final String FUNCTION = "levada_reject";
    static final String DISCARD = "levada_discard";
    /** The character that stands for the first column in what a row loses; the others follow. */
    private static final char FIRST_COLUMN = '\u0100';

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
                .withVectorizedFunction((arguments, result) -> apply(arguments, result, Sink::take, false))
                .register(connection);
        DuckDBFunctions.scalarFunction()
                .withName(DISCARD)
                .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.VARCHAR)
                .withReturnType(DuckDBColumnType.BOOLEAN)
                .withVolatile()
                .withVectorizedFunction((arguments, result) -> apply(arguments, result, Sink::count, true))
                .register(connection);
    }

    /** What a sink does with the rows of a call. */
    private interface Taking {
        void take(Sink sink, DuckDBDataChunkReader arguments, long rows) throws SQLException;
    }

    private void apply(DuckDBDataChunkReader arguments, DuckDBWritableVector result, Taking taking, boolean answer)
            throws SQLException {
        long rows = arguments.rowCount();
        if (rows > 0) {
            Sink sink = sinks.get(arguments.vector(0).getLong(0));
            if (sink == null) {
                throw new SQLException("rows are rejected into a sink that is closed");
            }
            taking.take(sink, arguments, rows);
        }
        for (long row = 0; row < rows; row++) {
            result.setBoolean(row, answer);
        }
    }

    /** What a row loses, as {@link #DISCARD} takes it. @param conditions for each column, whether the row loses its value */
    static String lost(List<String> conditions) {
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            lost.add("CASE WHEN " + conditions.get(i) + " THEN chr(" + (FIRST_COLUMN + i) + ") ELSE '' END");
        }
        return "concat(" + String.join(", ", lost) + ")";
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
        private final Map<Integer, LongAdder> discarded = new ConcurrentHashMap<>();

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

        /** How many values of the column at that place were lost. */
        long discarded(int column) {
            LongAdder counted = discarded.get(column);
            return counted == null ? 0 : counted.sum();
        }

        private void count(DuckDBDataChunkReader arguments, long rows) throws SQLException {
            DuckDBReadableVector lost = arguments.vector(1);
            for (long row = 0; row < rows; row++) {
                lost.getString(row)
                        .chars()
                        .forEach(column -> discarded
                                .computeIfAbsent(column - FIRST_COLUMN, first -> new LongAdder())
                                .increment());
            }
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
