package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * The table function {@code levada_feed(id)}: rows that readers give, with the split's source in front, as one streaming
 * scan. Readers write straight into the query's vectors.
 */
final class FeedFunction implements DuckDBTableFunction<Readable, FeedFunction.Scan, FeedFunction.Local> {
    private static final String NAME = "levada_feed";
    /** The column in front of the reader's own. */
    static final String SOURCE_COLUMN = "levada_source";

    private final Map<Long, Readable> readables = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final VectorFilling filling;

    FeedFunction() {
        this(VectorFilling.QUICKEST);
    }

    FeedFunction(VectorFilling filling) {
        this.filling = filling;
    }

    void register(Connection connection) throws SQLException {
        DuckDBFunctions.tableFunction()
                .withName(NAME)
                .withParameter(DuckDBColumnType.BIGINT)
                .withProjectionPushdown()
                .withFunction(this)
                .register(connection);
    }

    /** Lets queries read it. Close what is returned when none does any more. */
    <T extends Readable> Registration<T> open(T readable) {
        long id = ids.incrementAndGet();
        readables.put(id, readable);
        return new Registration<>(id, readable);
    }

    @Override
    public Readable bind(DuckDBTableFunctionBindInfo info) throws Exception {
        Readable readable = readables.get(info.getParameter(0).getLong());
        if (readable == null) {
            throw new IllegalStateException("a feed is read that is closed");
        }
        info.addResultColumn(SOURCE_COLUMN, DuckDBColumnType.VARCHAR);
        for (Column column : readable.columns()) {
            try (DuckDBLogicalType type = carrier(column.type())) {
                info.addResultColumn(column.name(), type);
            }
        }
        readable.cardinality().ifPresent(rows -> info.setCardinality(rows, false));
        return readable;
    }

    @Override
    public Scan init(DuckDBTableFunctionInitInfo info) {
        Readable readable = info.getBindData();
        int[] wanted = new int[(int) info.getColumnCount()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (int) info.getColumnIndex(i);
        }
        Scan scan = readable.scan(wanted);
        info.setMaxThreads(scan.feed().lanes());
        return scan;
    }

    @Override
    public Local localInit(DuckDBTableFunctionInitInfo info) {
        return new Local(filling);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) throws Exception {
        Scan scan = info.getInitData();
        Local local = info.getLocalInitData();
        try {
            return local.fill(scan, chunk);
        } catch (Exception | Error e) {
            scan.feed.failed(e);
            throw e;
        }
    }

    /** The type that carries values of a type for which vectors have no setter; see {@link #value}. */
    private static DuckDBLogicalType carrier(Type type) throws SQLException {
        if (type instanceof Type.Decimal decimal) {
            return DuckDBLogicalType.decimal(decimal.precision(), decimal.scale());
        }
        if (!(type instanceof Type.Primitive primitive)) {
            return DuckDBLogicalType.of(DuckDBColumnType.VARCHAR);
        }
        return DuckDBLogicalType.of(
                switch (primitive) {
                    case BOOLEAN -> DuckDBColumnType.BOOLEAN;
                    case INTEGER -> DuckDBColumnType.INTEGER;
                    case BIGINT, TIMESTAMP, TIMESTAMPTZ -> DuckDBColumnType.BIGINT;
                    case FLOAT -> DuckDBColumnType.FLOAT;
                    case DOUBLE -> DuckDBColumnType.DOUBLE;
                    case DATE -> DuckDBColumnType.DATE;
                    case UUID -> DuckDBColumnType.UHUGEINT;
                    case TIME, VARCHAR, BLOB -> DuckDBColumnType.VARCHAR;
                });
    }

    /** The value of a feed's column in its own type. */
    static String value(Column column) {
        String name = Sql.name(column.name());
        if (column.type() == Type.Primitive.BLOB) {
            return "unhex(" + name + ")";
        }
        if (column.type() == Type.Primitive.TIMESTAMPTZ) {
            return Infinity.ofMicros(name, "make_timestamptz", column.type());
        }
        if (column.type() == Type.Primitive.TIMESTAMP) {
            return Infinity.ofMicros(name, "make_timestamp", column.type());
        }
        if (NestedText.isNested(column.type())) {
            return NestedText.read(name, column.type());
        }
        return column.type() == Type.Primitive.TIME || column.type() == Type.Primitive.UUID
                ? "CAST(" + name + " AS " + column.type().sql() + ")"
                : name;
    }

    /** What queries may read. */
    final class Registration<T extends Readable> implements AutoCloseable {
        private final long id;
        private final T readable;

        private Registration(long id, T readable) {
            this.id = id;
            this.readable = readable;
        }

        T readable() {
            return readable;
        }

        /** The relation. */
        String sql() {
            return NAME + "(" + id + ")";
        }

        @Override
        public void close() {
            readables.remove(id);
            readable.close();
        }
    }

    /**
     * One scan.
     *
     * @param wanted for each column that the query asks for the place of the feed's column in it: 0 for the source, 1 for
     *     the first
     */
    record Scan(Feed feed, int[] wanted) {}

    /** What one thread of a scan holds. */
    static final class Local {
        private final VectorFilling filling;
        private Feed.@Nullable Part part;
        private @Nullable VectorBatch batch;

        private Local(VectorFilling filling) {
            this.filling = filling;
        }

        private long fill(Scan scan, DuckDBDataChunkWriter chunk) throws Exception {
            VectorBatch vectors = batch;
            if (vectors == null) {
                vectors = new VectorBatch(scan.feed().columns(), scan.wanted(), filling);
                batch = vectors;
            }
            for (Feed.Part current = current(scan); current != null; current = current(scan)) {
                vectors.begin(chunk);
                int rows = current.reader().read(vectors);
                if (rows > 0) {
                    vectors.end(current.split().source(), rows);
                    scan.feed().count(rows);
                    return rows;
                }
                current.close();
                part = null;
            }
            return 0;
        }

        private Feed.@Nullable Part current(Scan scan) {
            if (part == null) {
                part = scan.feed().next();
            }
            return part;
        }
    }
}
