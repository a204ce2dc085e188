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
 * The table function {@code levada_feed(id)}: a feed's rows, with the split's source in front, as one streaming scan.
 * Readers write straight into the query's vectors.
 */
final class FeedFunction implements DuckDBTableFunction<Feed, FeedFunction.Scan, FeedFunction.Local> {
    private static final String NAME = "levada_feed";
    /** The column in front of the reader's own. */
    static final String SOURCE_COLUMN = "levada_source";

    private final Map<Long, Feed> feeds = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    void register(Connection connection) throws SQLException {
        DuckDBFunctions.tableFunction()
                .withName(NAME)
                .withParameter(DuckDBColumnType.BIGINT)
                .withProjectionPushdown()
                .withFunction(this)
                .register(connection);
    }

    /** Lets queries read the feed. Close what is returned when none does any more. */
    Registration open(Feed feed) {
        long id = ids.incrementAndGet();
        feeds.put(id, feed);
        return new Registration(id, feed);
    }

    @Override
    public Feed bind(DuckDBTableFunctionBindInfo info) throws Exception {
        Feed feed = feeds.get(info.getParameter(0).getLong());
        if (feed == null) {
            throw new IllegalStateException("a feed is read that is closed");
        }
        info.addResultColumn(SOURCE_COLUMN, DuckDBColumnType.VARCHAR);
        for (Column column : feed.columns()) {
            try (DuckDBLogicalType type = carrier(column.type())) {
                info.addResultColumn(column.name(), type);
            }
        }
        return feed;
    }

    @Override
    public Scan init(DuckDBTableFunctionInitInfo info) {
        Feed feed = info.getBindData();
        info.setMaxThreads(feed.lanes());
        int[] wanted = new int[(int) info.getColumnCount()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (int) info.getColumnIndex(i);
        }
        return new Scan(feed, wanted);
    }

    @Override
    public Local localInit(DuckDBTableFunctionInitInfo info) {
        return new Local();
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
                    case BIGINT -> DuckDBColumnType.BIGINT;
                    case FLOAT -> DuckDBColumnType.FLOAT;
                    case DOUBLE -> DuckDBColumnType.DOUBLE;
                    case DATE -> DuckDBColumnType.DATE;
                    case TIMESTAMP -> DuckDBColumnType.TIMESTAMP;
                    case TIMESTAMPTZ -> DuckDBColumnType.BIGINT;
                    case TIME, VARCHAR, BLOB, UUID -> DuckDBColumnType.VARCHAR;
                });
    }

    /** The value of a feed's column in its own type. */
    static String value(Column column) {
        String name = Sql.name(column.name());
        if (column.type() == Type.Primitive.BLOB) {
            return "unhex(" + name + ")";
        }
        if (column.type() == Type.Primitive.TIMESTAMPTZ) {
            return "make_timestamptz(" + name + ")";
        }
        return column.type() == Type.Primitive.TIME || column.type() == Type.Primitive.UUID
                ? "CAST(" + name + " AS " + column.type().sql() + ")"
                : name;
    }

    /** A feed that queries may read. */
    final class Registration implements AutoCloseable {
        private final long id;
        private final Feed feed;

        private Registration(long id, Feed feed) {
            this.id = id;
            this.feed = feed;
        }

        /** The relation. */
        String sql() {
            return NAME + "(" + id + ")";
        }

        @Override
        public void close() {
            feeds.remove(id);
            feed.close();
        }
    }

    /** One scan of a feed. @param wanted which of the columns the query asks for, by their place */
    record Scan(Feed feed, int[] wanted) {}

    /** What one thread of a scan holds. */
    static final class Local {
        private Feed.@Nullable Part part;
        private @Nullable VectorBatch batch;

        private long fill(Scan scan, DuckDBDataChunkWriter chunk) throws Exception {
            VectorBatch vectors = batch;
            if (vectors == null) {
                vectors = new VectorBatch(scan.feed().columns(), scan.wanted());
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
