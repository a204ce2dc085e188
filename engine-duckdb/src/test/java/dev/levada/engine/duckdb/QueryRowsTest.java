package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.store.RowBatch;
import dev.levada.store.RowSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that leave a query by several ways at once. */
class QueryRowsTest {
    private static final int ROWS = 500_000;
    private static final Column ID = new Column("id", Primitive.BIGINT);
    private static final Column NAME = new Column("name", Primitive.VARCHAR);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private QueryRows rows(String query, Column... columns) {
        Statements statements = ((DuckDbSession) bench.session()).statements();
        return new QueryRows(statements, bench.engine().outlet(), query, List.of(columns));
    }

    private QueryRows many() {
        ((DuckDbSession) bench.session())
                .statements()
                .execute("CREATE TEMP TABLE many AS SELECT range AS id, 'nö ' || range AS name FROM range(" + ROWS
                        + ")");
        return rows("SELECT id, name FROM many", ID, NAME);
    }

    /** Remembers the ids, and that no two threads came at once. */
    private static final class Ids implements RowSink {
        private final AtomicBoolean isBusy = new AtomicBoolean();
        private final BitSet ids = new BitSet();

        @Override
        public void take(RowBatch rows) {
            assertThat(isBusy.getAndSet(true)).isFalse();
            for (int row = 0; row < rows.rows(); row++) {
                int id = (int) rows.number(0, row);
                assertThat(ids.get(id)).isFalse();
                assertThat(rows.text(1, row)).hasToString("nö " + id);
                ids.set(id);
            }
            isBusy.set(false);
        }
    }

    @Test
    void eachRowGoesToOneOfTheSinks() {
        List<Ids> sinks = List.of(new Ids(), new Ids(), new Ids());
        many().forEach(sinks);

        BitSet all = new BitSet();
        sinks.forEach(sink -> {
            assertThat(all.intersects(sink.ids)).isFalse();
            all.or(sink.ids);
        });
        assertThat(all.cardinality()).isEqualTo(ROWS);
    }

    @Test
    void whatOneSinkThrowsIsThrownOnAndTheOthersStop() {
        IllegalStateException full = new IllegalStateException("full");
        Ids other = new Ids();
        RowSink failing = rows -> {
            throw full;
        };
        QueryRows rows = many();

        assertThatThrownBy(() -> rows.forEach(List.of(failing, other))).isSameAs(full);
        assertThat(other.ids.cardinality()).isLessThan(ROWS);
    }

    @Test
    void textsAreTakenApartByTheirBytesInAnyOrder() {
        Column tags = new Column("tags", Primitive.VARCHAR);
        Column key = new Column("key", Primitive.UUID);
        List<String> found = new ArrayList<>();
        rows(
                        "SELECT * FROM (VALUES ('ä😀', 'x', '00000000-0000-0000-0000-000000000001'::UUID),"
                                + " (NULL, '', NULL), ('', 'naïve', '00000000-0000-0000-0000-000000000002'::UUID))"
                                + " rows(name, tags, key)",
                        NAME,
                        tags,
                        key)
                .forEach(batch -> IntStream.range(0, batch.rows())
                        .mapToObj(row -> 2 - row) // from the last to the first
                        .forEach(row -> found.add(text(batch, 2, row) + text(batch, 0, row) + text(batch, 1, row))));

        assertThat(found)
                .containsExactly(
                        "[" + new UUID(0, 2) + "][][naïve]", "[null][null][]", "[" + new UUID(0, 1) + "][ä😀][x]");
    }

    private static String text(RowBatch batch, int column, int row) {
        return "[" + (batch.isNull(column, row) ? null : batch.text(column, row)) + "]";
    }
}
