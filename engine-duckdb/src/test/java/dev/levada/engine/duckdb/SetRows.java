package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type;
import dev.levada.api.Vector;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Rows of one column {@code v}, each set by a call of its own, and read by a query, into vectors filled either way. */
record SetRows(Type type, List<Setting> settings) implements Source {

    /** Sets one row of a column. */
    @FunctionalInterface
    interface Setting {
        void set(Vector column, int row);
    }

    /** What a query sees of values, as text. */
    static List<String> read(Type type, Setting... settings) throws SQLException {
        return read(type, List.of(settings));
    }

    /** What a query sees of values, as text. */
    static List<String> read(Type type, List<Setting> settings) throws SQLException {
        SetRows rows = new SetRows(type, settings);
        Column column = new Column("v", type);
        String query = "select v::varchar, typeof(v) from (select " + FeedFunction.value(column) + " as v from ";
        List<String> values = rows.query(VectorFilling.QUICKEST, query, ")");
        assertThat(rows.query(new VectorSetters(), query, ")")).isEqualTo(values);
        return values;
    }

    /**
     * What a query gives in its first column, as text.
     *
     * @param before what stands in front of the relation
     * @param after what stands behind it
     */
    List<String> query(VectorFilling filling, String before, String after) throws SQLException {
        FeedFunction feeds = new FeedFunction(filling);
        Feed opened = new Feed(this, List.of(new Column("v", type)), List.of(new Split("s", "1", 0)));
        List<String> values = new ArrayList<>();
        try (DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                FeedFunction.Registration<Feed> feed = feeds.open(opened)) {
            feeds.register(connection);
            try (ResultSet rows = statement.executeQuery(before + feed.sql() + after)) {
                while (rows.next()) {
                    assertThat(rows.getString(2)).isEqualTo(name(type));
                    values.add(String.valueOf(rows.getString(1)));
                }
            }
        }
        return values;
    }

    private static String name(Type type) {
        return type == Type.Primitive.TIMESTAMPTZ ? "TIMESTAMP WITH TIME ZONE" : type.sql();
    }

    @Override
    public Extent plan(Read read) {
        throw new AssertionError("not asked");
    }

    @Override
    public Reader open(Split split) {
        return new Reader() {
            private int done;

            @Override
            public int read(Batch batch) {
                int rows = Math.min(settings.size() - done, batch.capacity());
                for (int row = 0; row < rows; row++) {
                    settings.get(done++).set(batch.column(0), row);
                }
                return rows;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
