package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Merge;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.problem.Position;
import dev.levada.project.AssetName;
import dev.levada.store.Positions;
import dev.levada.store.Quarantine;
import dev.levada.store.Replaced;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.testing.database.MemoryRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a table in a database travels when rows are merged with it. */
class RemoteMergeTest {
    private static final AssetName TABLE = new AssetName("mart", "people");
    private static final String PATH = "warehouse:mart.people";
    private static final Column ID = new Column("id", Primitive.BIGINT);
    private static final Column NAME = new Column("name", Primitive.VARCHAR);
    private static final Column AGE = new Column("age", Primitive.INTEGER);
    private static final List<Column> COLUMNS = List.of(ID, NAME, AGE);
    private static final String BATCH = "SELECT * FROM (VALUES (2::BIGINT, 'bob', 41), (3::BIGINT, 'cid', 30),"
            + " (9::BIGINT, 'ida', 20)) t(id, name, age)";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    private int stagings;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static MemoryRows people(List<Column> columns, List<List<@Nullable Object>> rows) {
        Map<Long, List<@Nullable Object>> placed = new TreeMap<>();
        rows.forEach(row -> placed.put(10L + placed.size(), row));
        return new MemoryRows(PATH, columns, placed);
    }

    private static MemoryRows people() {
        return people(
                COLUMNS,
                List.of(
                        Arrays.asList(1L, "ann", 30L),
                        Arrays.asList(2L, "bea", 40L),
                        Arrays.asList(3L, "cid", 30L),
                        Arrays.asList(4L, "dan", 50L)));
    }

    private static Write write(WriteMode mode, Deletes deletes, Optional<Versions> versions) {
        Dedup dedup = new Dedup(List.of("id"), Dedup.Keep.LAST, Optional.empty());
        return new Write(mode, List.of(), Optional.of(dedup), List.of("id"), deletes, versions, Map.of());
    }

    private Produced merge(MemoryRows rows, List<Column> columns, Write write, boolean complete, Rule... rules) {
        TableScan table = new TableScan(
                stored(columns), List.of(), Map.of(), List.of(), TableScan.Matching.BY_NAME, Optional.of(rows));
        return bench.session()
                .produce(new Production(
                        new Production.FromQuery(BATCH),
                        COLUMNS,
                        List.of(rules),
                        write.dedup(),
                        rules.length == 0 ? Optional.empty() : Optional.of(table),
                        staging(TABLE, columns),
                        staging(TABLE.quarantine(), Quarantine.COLUMNS),
                        Optional.of(new Merge(
                                table, write, Instant.parse("2024-06-01T00:00:00Z"), complete, Optional.empty())),
                        Map.of()));
    }

    private static List<StoredColumn> stored(List<Column> columns) {
        List<StoredColumn> stored = new ArrayList<>();
        columns.forEach(column -> stored.add(new StoredColumn(10 * stored.size() + 1, column, List.of())));
        return stored;
    }

    private Staging staging(AssetName table, List<Column> columns) {
        try {
            Path place = Files.createDirectories(folder.resolve("staging-" + ++stagings));
            List<StoredColumn> stored = new ArrayList<>();
            for (StoredColumn column : stored(columns)) {
                List<StoredColumn> parts = column.column().type() instanceof dev.levada.api.Type.ListOf list
                        ? List.of(new StoredColumn(column.id() + 1, new Column("element", list.element()), List.of()))
                        : List.of();
                stored.add(new StoredColumn(column.id(), column.column(), parts));
            }
            return new Staging(table, "run", place, stored, List.of(), Map.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Replaced places(long... places) {
        return new Replaced(Set.of(), Map.of(PATH, Positions.of(places)));
    }

    @Test
    void anUpsertFetchesTheRowsThatItMeetsOnce() {
        MemoryRows rows = people();
        Produced produced = merge(rows, COLUMNS, write(WriteMode.UPSERT, Deletes.NONE, Optional.empty()), false);

        assertThat(produced.kept().replaced()).isEqualTo(places(11));
        assertThat(produced.account().unchanged()).isEqualTo(1);
        assertThat(produced.kept().rows()).isEqualTo(2);
        assertThat(rows.reads()).containsExactly("2 rows of id, name, age");
    }

    @Test
    void whatOnlyAsksWhetherAKeyIsThereFetchesKeys() {
        MemoryRows rows = people();
        Produced produced = merge(rows, COLUMNS, write(WriteMode.INSERT_ONLY, Deletes.NONE, Optional.empty()), false);

        assertThat(produced.kept().rows()).isEqualTo(1);
        assertThat(produced.account().duplicates()).isEqualTo(2);
        assertThat(rows.reads()).containsExactly("2 rows of id");
    }

    @Test
    void whereAllKeysMatterTheTableTravelsOnce() {
        MemoryRows rows = people();
        Deletes hard = new Deletes(Optional.empty(), Deletes.Missing.HARD);
        Produced produced = merge(rows, COLUMNS, write(WriteMode.UPSERT, hard, Optional.empty()), true);

        assertThat(produced.kept().replaced()).isEqualTo(places(10, 11, 13));
        assertThat(rows.reads()).containsExactly("4 rows of id, name, age");
    }

    @Test
    void aHistoryIsFetchedOfTheKeysThatComeAlone() {
        List<Column> columns = List.of(
                ID,
                NAME,
                AGE,
                new Column("valid_from", Primitive.TIMESTAMPTZ),
                new Column("valid_to", Primitive.TIMESTAMPTZ));
        long january = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli() * 1000;
        MemoryRows rows = people(
                columns,
                List.of(
                        Arrays.asList(1L, "ann", 30L, january, null),
                        Arrays.asList(2L, "bea", 40L, january, null),
                        Arrays.asList(3L, "cid", 30L, january, null)));
        Versions versions = new Versions(
                Optional.empty(), List.of(), "valid_from", "valid_to", Optional.empty(), HardDeletes.IGNORE, "gone");
        Produced produced = merge(rows, columns, write(WriteMode.SCD2, Deletes.NONE, Optional.of(versions)), false);

        assertThat(produced.kept().replaced()).isEqualTo(places(11));
        assertThat(produced.kept().rows()).isEqualTo(3);
        assertThat(rows.reads()).containsExactly("2 rows of id, name, age, valid_from, valid_to");
    }

    @Test
    void aRuleThatLooksAtOtherRowsReadsItsColumnAlone() {
        MemoryRows rows = people();
        Rule unique = Rule.ofColumn(
                "age",
                new dev.levada.contract.Test.Unique("age"),
                OnFail.QUARANTINE,
                new Position(Path.of("assets/mart/people.yml"), 1, 1));
        Produced produced =
                merge(rows, COLUMNS, write(WriteMode.UPSERT, Deletes.NONE, Optional.empty()), false, unique);

        assertThat(produced.reasons()).isEmpty();
        assertThat(rows.reads().get(0)).isEqualTo("2 rows of id, name, age");
        assertThat(rows.reads().subList(1, rows.reads().size()))
                .isNotEmpty()
                .allMatch(read -> read.equals("4 rows of age"));
    }
}
