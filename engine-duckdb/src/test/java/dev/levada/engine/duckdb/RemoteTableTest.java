package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Batch;
import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.project.AssetName;
import dev.levada.store.Positions;
import dev.levada.store.RemoteRows;
import dev.levada.store.RowStream;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.testing.database.MemoryRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTableTest {
    private static final AssetName TABLE = new AssetName("mart", "people");
    private static final String PATH = "warehouse:mart.people";
    private static final Column ID = new Column("id", Primitive.BIGINT);
    private static final Column NAME = new Column("name", Primitive.VARCHAR);
    private static final Column AGE = new Column("age", Primitive.INTEGER);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    private int files;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Rows at every second place from 5 billion on. */
    private static MemoryRows rows(List<Column> columns, List<List<@Nullable Object>> rows) {
        Map<Long, List<@Nullable Object>> placed = new TreeMap<>();
        rows.forEach(row -> placed.put(5_000_000_000L + 2L * placed.size(), row));
        return new MemoryRows(PATH, columns, placed);
    }

    private static MemoryRows people() {
        return rows(
                List.of(ID, NAME, AGE),
                List.of(
                        Arrays.asList(1L, "ann", 30L),
                        Arrays.asList(2L, null, 40L),
                        Arrays.asList(3L, "cid", null),
                        Arrays.asList(4L, "dan", 50L)));
    }

    private static List<StoredColumn> stored(List<Column> columns) {
        List<StoredColumn> stored = new ArrayList<>();
        columns.forEach(column -> stored.add(new StoredColumn(stored.size() + 1, column, List.of())));
        return stored;
    }

    private static TableScan scan(RemoteRows rows, List<Column> columns, Map<String, Positions> removed) {
        return new TableScan(
                stored(columns), List.of(), removed, List.of(), TableScan.Matching.BY_NAME, Optional.of(rows));
    }

    private static TableScan scan(MemoryRows rows) {
        return scan(rows, List.of(ID, NAME, AGE), Map.of());
    }

    private List<List<@Nullable Object>> query(TableScan scan, String sql) {
        bench.session().expose(TABLE, scan);
        return bench.query(sql);
    }

    @Test
    void onlyColumnsThatAQueryNeedsTravel() {
        MemoryRows rows = people();

        assertThat(query(scan(rows), "SELECT id, name FROM mart.people ORDER BY id"))
                .containsExactly(List.of(1L, "ann"), Arrays.asList(2L, null), List.of(3L, "cid"), List.of(4L, "dan"));
        assertThat(query(scan(rows), "SELECT count(*) FROM mart.people")).containsExactly(List.of(4L));
        assertThat(query(scan(rows), "SELECT sum(age) FROM mart.people WHERE id > 1"))
                .first()
                .asString()
                .isEqualTo("[90]");
        assertThat(rows.reads()).containsExactly("4 rows of id, name", "4 rows of ", "4 rows of id, age");
    }

    @Test
    void oneQueryMayReadATableTwice() {
        assertThat(query(
                        scan(people()),
                        "SELECT a.id, b.name FROM mart.people a JOIN mart.people b ON a.id = b.id + 1 ORDER BY a.id"))
                .containsExactly(List.of(2L, "ann"), Arrays.asList(3L, null), List.of(4L, "cid"));
    }

    @Test
    void removedRowsAreLeftOutAndFoundRowsAreNamedByTheirPlaces() {
        TableScan scan = scan(people(), List.of(ID, NAME, AGE), Map.of(PATH, Positions.of(5_000_000_002L)));

        assertThat(query(scan, "SELECT id FROM mart.people ORDER BY id"))
                .containsExactly(List.of(1L), List.of(3L), List.of(4L));
        assertThat(scan.rows()).isEqualTo(3);
        assertThat(bench.session().locate(scan, "id IN (2, 3, 4)"))
                .isEqualTo(Map.of(PATH, Positions.of(5_000_000_004L, 5_000_000_006L)));
    }

    @Test
    void theLastPlaceIsAPlace() {
        long last = RemoteRows.PLACES - 1;
        MemoryRows rows = new MemoryRows(PATH, List.of(ID), Map.of(0L, List.of(1L), last, List.of(2L)));

        assertThat(bench.session().locate(scan(rows, List.of(ID), Map.of()), "true"))
                .isEqualTo(Map.of(PATH, Positions.of(0, last)));
        assertThat(query(scan(rows, List.of(ID), Map.of(PATH, Positions.of(last))), "SELECT id FROM mart.people"))
                .containsExactly(List.of(1L));
    }

    @Test
    void filesAndRowsInADatabaseAreOneTable() {
        Staged staged = bench.produce(
                        new dev.levada.engine.Production.FromQuery(
                                "SELECT 7::BIGINT AS id, 'gus' AS name, 9 AS age" + " UNION ALL SELECT 8, 'hal', 10"),
                        List.of(ID, NAME, AGE),
                        List.of())
                .kept();
        TableScan files = Bench.scan(staged);
        String file = files.files().get(0).path();
        TableScan both = new TableScan(
                files.columns(),
                files.files(),
                Map.of(file, Positions.of(0), PATH, Positions.of(5_000_000_000L)),
                List.of(),
                files.matching(),
                Optional.of(people()));

        assertThat(query(both, "SELECT id, name FROM mart.people ORDER BY id"))
                .containsExactly(Arrays.asList(2L, null), List.of(3L, "cid"), List.of(4L, "dan"), List.of(8L, "hal"));
        assertThat(both.rows()).isEqualTo(4);
        assertThat(bench.session().locate(both, "id > 3"))
                .isEqualTo(Map.of(file, Positions.of(1), PATH, Positions.of(5_000_000_006L)));
    }

    /** Each type's values, as literals of the engine. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("BOOLEAN", List.of("true", "false")),
            Map.entry("INTEGER", List.of("-2147483648", "2147483647")),
            Map.entry("BIGINT", List.of("-9223372036854775808", "9223372036854775807")),
            Map.entry("FLOAT", List.of("'0.1'", "'nan'", "'-infinity'")),
            Map.entry("DOUBLE", List.of("'1e-300'", "'nan'", "'infinity'", "'-0.0'")),
            Map.entry("DATE", List.of("'infinity'", "'-infinity'", "'0001-01-01'", "'-4000-02-03'", "'9999-12-31'")),
            Map.entry("TIME", List.of("'00:00:00'", "'23:59:59.999999'")),
            Map.entry(
                    "TIMESTAMP",
                    List.of("'infinity'", "'-infinity'", "'1969-12-31 23:59:59.999999'", "'290000-01-01'")),
            Map.entry("TIMESTAMPTZ", List.of("'infinity'", "'-infinity'", "'2024-03-31 01:30:00.000001+00'")),
            Map.entry("VARCHAR", List.of("''", "'ünï😀'", "'a😀b'", "'a''b\\\\c'", "repeat('long ', 500)")),
            Map.entry("BLOB", List.of("''::BLOB", "'\\x00\\xFF'::BLOB")),
            Map.entry(
                    "UUID",
                    List.of("'00000000-0000-0000-0000-000000000001'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'")),
            Map.entry("DECIMAL(4,1)", List.of("-999.9", "0.1")),
            Map.entry("DECIMAL(18,0)", List.of("999999999999999999")),
            Map.entry("DECIMAL(38,10)", List.of("'-9999999999999999999999999999.0123456789'")),
            Map.entry("DECIMAL(38,10)[]", List.of("['9999999999999999999999999999.0123456789', NULL]", "[]")),
            Map.entry(
                    "STRUCT(\"a b\" DOUBLE, \"q\"\"\" TIMESTAMPTZ[], b BLOB)",
                    List.of(
                            "{'a b': 'nan', 'q\"': ['infinity'], 'b': '\\xFF'::BLOB}",
                            "{'a b': NULL, 'q\"': NULL, 'b': NULL}")),
            Map.entry("MAP(INTEGER, VARCHAR)", List.of("MAP {1: 'x', 2: NULL}", "MAP {}")));

    @Test
    void everyTypeLeavesTheEngineAndComesBackAsItWas() {
        VALUES.forEach((spelling, values) -> {
            Column column = new Column("v", Type.parse(spelling));
            List<String> literals = new ArrayList<>(values);
            literals.add("NULL");
            List<String> selects = new ArrayList<>();
            literals.forEach(value -> selects.add(
                    "SELECT " + selects.size() + "::BIGINT AS id, CAST(" + value + " AS " + spelling + ") AS v"));
            TableScan written = written(String.join(" UNION ALL ", selects), List.of(ID, column));
            MemoryRows carried = carried(bench.engine().courier().rows(written, List.of("id", "v")));

            String sql = "SELECT id, CAST(v AS VARCHAR), v FROM mart.people ORDER BY id";
            assertThat(query(scan(carried, List.of(ID, column), Map.of()), sql))
                    .as(spelling)
                    .hasSize(literals.size())
                    .hasToString(query(written, sql).toString());
        });
    }

    private TableScan written(String query, List<Column> columns) {
        Path file = folder.resolve("values-" + ++files + ".parquet");
        new Statements(bench.engine().connect()).execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        return new TableScan(
                stored(columns),
                List.of(new TableScan.DataFile(file.toString(), 1, 1)),
                Map.of(),
                List.of(),
                TableScan.Matching.BY_NAME);
    }

    @Test
    void textsOfOneRowStayApart() {
        List<Column> columns = List.of(NAME, ID, new Column("b", Primitive.VARCHAR), new Column("c", Primitive.BLOB));
        TableScan written = written(
                "SELECT 'a😀' AS name, 1::BIGINT AS id, '😀😀b' AS b, '\\xFF\\x01'::BLOB AS c UNION ALL SELECT NULL, 2, 'plain', 'c'::BLOB"
                        + " UNION ALL SELECT '', 3, NULL, ''::BLOB UNION ALL SELECT NULL, 4, NULL, NULL",
                columns);
        MemoryRows carried = carried(bench.engine().courier().rows(written, List.of("name", "id", "b", "c")));

        String sql = "SELECT id, name, b, CAST(c AS VARCHAR) FROM mart.people ORDER BY id";
        assertThat(query(scan(carried, columns, Map.of()), sql)).hasSize(4).isEqualTo(query(written, sql));
    }

    private static MemoryRows carried(RowStream stream) {
        return MemoryRows.of(PATH, stream);
    }

    @Test
    void aStreamGivesTheSameRowsAgainAndLeavesRemovedOnesOut() {
        TableScan scan = scan(people(), List.of(ID, NAME, AGE), Map.of(PATH, Positions.of(5_000_000_000L)));
        RowStream stream = bench.engine().courier().rows(scan, List.of("age", "id"));

        assertThat(stream.columns()).containsExactly(AGE, ID);
        for (int time = 0; time < 2; time++) {
            List<String> found = new ArrayList<>();
            stream.forEach(batch -> {
                for (int row = 0; row < batch.rows(); row++) {
                    found.add(batch.number(1, row) + " " + (batch.isNull(0, row) ? "-" : batch.number(0, row)));
                }
            });
            assertThat(found).containsExactlyInAnyOrder("2 40", "3 -", "4 50");
        }
    }

    @Test
    void whatASinkThrowsIsThrownOn() {
        IllegalStateException full = new IllegalStateException("the sink is full");
        RowStream stream = bench.engine().courier().rows(scan(people()), List.of("id"));

        assertThatThrownBy(() -> stream.forEach(batch -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    /** Rows that cannot be read to their end. */
    private static final class Broken implements RemoteRows {
        private final Exception thrown;
        private final AtomicInteger open = new AtomicInteger();

        Broken(Exception thrown) {
            this.thrown = thrown;
        }

        @Override
        public String path() {
            return PATH;
        }

        @Override
        public long rows() {
            return 100_000;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public Form.Rows read(List<String> columns) {
            return new Form.Rows(List.of(ID, PLACE), List.of(new Split(PATH, "", 0)));
        }

        @Override
        public RemoteRows near(RowStream keys) {
            return this;
        }

        @Override
        public Source source() {
            return new Source() {
                @Override
                public Extent plan(Read read) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Reader open(Split split) {
                    open.incrementAndGet();
                    return new Reader() {
                        private int reads;

                        @Override
                        public int read(Batch batch) throws IOException {
                            if (reads++ == 20) {
                                if (thrown instanceof IOException e) {
                                    throw e;
                                }
                                throw (RuntimeException) thrown;
                            }
                            for (int row = 0; row < batch.capacity(); row++) {
                                batch.column(0).setLong(row, row);
                                batch.column(1).setLong(row, row);
                            }
                            return batch.capacity();
                        }

                        @Override
                        public void close() {
                            open.decrementAndGet();
                        }
                    };
                }

                @Override
                public void close() {}
            };
        }
    }

    @Test
    void whyATableCannotBeReadIsSaid() {
        Broken cut = new Broken(new IOException("the connection was cut"));
        LevadaException denied = new LevadaException("store.denied", Blame.OUTSIDE, "may not read", null);

        assertThatThrownBy(() -> query(scan(cut, List.of(ID), Map.of()), "SELECT sum(id) FROM mart.people"))
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo("store.read");
                    assertThat(e.isRetryable()).isTrue();
                })
                .hasMessageContaining(PATH + " could not be read to its end: the connection was cut");
        assertThatThrownBy(
                        () -> query(scan(new Broken(denied), List.of(ID), Map.of()), "SELECT sum(id) FROM mart.people"))
                .isSameAs(denied);
        assertThat(cut.open).hasValue(0);
    }

    @Test
    void readersThatAQueryLeavesBehindAreClosedWhenItEnds() {
        Broken rows = new Broken(new IOException("never reached"));

        assertThat(query(scan(rows, List.of(ID), Map.of()), "SELECT id FROM mart.people LIMIT 1"))
                .hasSize(1);
        assertThat(rows.open).hasValue(0);
    }
}
