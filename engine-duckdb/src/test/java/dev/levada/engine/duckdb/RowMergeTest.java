package dev.levada.engine.duckdb;

import static dev.levada.engine.duckdb.KeyedRows.ids;
import static dev.levada.engine.duckdb.KeyedRows.timed;
import static dev.levada.engine.duckdb.KeyedRows.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.OnFail;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Account;
import dev.levada.engine.Effect;
import dev.levada.engine.Produced;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowMergeTest {
    private static final Column ID = new Column("Id", Type.Primitive.BIGINT);
    private static final Column NAME = new Column("full name", Type.Primitive.VARCHAR);
    private static final Column AT = new Column("at", Type.Primitive.TIMESTAMP);

    @TempDir
    Path folder;

    private MergeTable table;

    @AfterEach
    void close() {
        table.close();
    }

    private static Write upsert(Optional<String> order, Deletes deletes) {
        return keyed(WriteMode.UPSERT, order, deletes, Map.of());
    }

    private static Write keyed(WriteMode mode, Optional<String> order, Deletes deletes, Map<String, String> previous) {
        return new Write(
                mode,
                List.of(),
                Optional.of(new Dedup(List.of("Id"), Dedup.Keep.LAST, order)),
                List.of("Id"),
                deletes,
                Optional.empty(),
                previous);
    }

    @Test
    void upsertInsertsReplacesAndLeavesWhatIsTheSame() {
        table = new MergeTable(folder, upsert(Optional.empty(), Deletes.NONE), ID, NAME);
        assertThat(table.merge(values("(1, 'a')", "(2, 'b')", "(3, NULL)")).account())
                .isEqualTo(new Account(3, 3, 0, 0, 0));
        Produced produced = table.merge(values("(2, 'B')", "(3, NULL)", "(4, 'd')", "(4, 'c')"));
        assertThat(produced.account()).isEqualTo(new Account(4, 2, 0, 1, 0, 1, 0));
        assertThat(produced.effect()).isEqualTo(new Effect(1, 1, 0));
        assertThat(table.rows("\"Id\", \"full name\", _run_id"))
                .containsExactly("[1, a, run-1]", "[2, B, run-2]", "[3, null, run-1]", "[4, d, run-2]");
    }

    @Test
    void theSameBatchAgainWritesNothing() {
        table = new MergeTable(folder, upsert(Optional.empty(), Deletes.NONE), ID, NAME);
        table.merge(values("(1, 'a')", "(2, NULL)"));
        Produced again = table.merge(values("(1, 'a')", "(2, NULL)"));
        assertThat(again.account()).isEqualTo(new Account(2, 0, 0, 0, 0, 2, 0));
        assertThat(again.effect()).isEqualTo(Effect.NONE);
        assertThat(again.kept().files()).isEmpty();
        assertThat(again.kept().replaced().isNone()).isTrue();
        assertThat(again.kept().staging().folder()).isEmptyDirectory();
    }

    @Test
    void noNewRowsChangeNothing() {
        table = new MergeTable(folder, upsert(Optional.empty(), Deletes.NONE), ID, NAME);
        assertThat(table.merge(ids()).account()).isEqualTo(Account.EMPTY);
        table.merge(ids(1));
        assertThat(table.merge(ids()).effect()).isEqualTo(Effect.NONE);
        assertThat(table.rows("\"Id\"")).containsExactly("[1]");
    }

    @Test
    void aRowThatComesLateIsADuplicateAndNullIsTheOldestTime() {
        table = new MergeTable(folder, upsert(Optional.of("at"), Deletes.NONE), ID, NAME, AT);
        table.merge(timed("(1, 'a', TIMESTAMP '2024-01-02')", "(2, 'b', TIMESTAMP '2024-01-02')", "(3, 'c', NULL)"));
        Produced produced = table.merge(
                timed("(1, 'late', TIMESTAMP '2024-01-01')", "(2, 'late', NULL)", "(3, 'C', TIMESTAMP '2024-01-01')"));
        assertThat(produced.account()).isEqualTo(new Account(3, 1, 0, 2, 0, 0, 0));
        assertThat(table.merge(timed("(1, 'even', TIMESTAMP '2024-01-02')", "(3, 'C', TIMESTAMP '2024-01-01')"))
                        .account())
                .isEqualTo(new Account(2, 1, 0, 0, 0, 1, 0));
        assertThat(table.rows("\"Id\", \"full name\"")).containsExactly("[1, even]", "[2, b]", "[3, C]");
    }

    @Test
    void valuesOfAllTypesAreCompared() {
        Column tags = new Column("Tags", Type.parse("VARCHAR[]"));
        Column home = new Column("home", Type.parse("STRUCT(city VARCHAR, \"on\" DECIMAL(9,2))"));
        Column more = new Column("more", Type.parse("MAP(VARCHAR, DOUBLE)"));
        Column x = new Column("x", Type.Primitive.DOUBLE);
        table = new MergeTable(folder, upsert(Optional.empty(), Deletes.NONE), ID, tags, home, more, x);
        String rows = "SELECT \"Id\", ['a', NULL] AS tags, {'city': 'x', 'on': %s} AS home, MAP {'k': %s} AS more,"
                + " CASE WHEN \"Id\" = 1 THEN 'NaN'::DOUBLE ELSE -0.0::DOUBLE END AS x"
                + " FROM (VALUES (1), (2), (NULL::INT)) t(\"Id\") WHERE \"Id\" IS NOT NULL";
        table.merge(rows.formatted("1.50", "1e0"));
        assertThat(table.merge(rows.formatted("1.5", "1e0")).account().unchanged())
                .isEqualTo(2);
        assertThat(table.merge(rows.formatted("1.51", "1e0")).effect()).isEqualTo(new Effect(0, 2, 0));
        assertThat(table.merge(rows.formatted("1.51", "NULL::DOUBLE")).effect()).isEqualTo(new Effect(0, 2, 0));
    }

    @Test
    void aKeyMayHaveSeveralColumns() {
        table = new MergeTable(
                folder,
                new Write(
                        WriteMode.UPSERT,
                        List.of(),
                        Optional.of(new Dedup(List.of("Id", "full name"), Dedup.Keep.LAST, Optional.empty())),
                        List.of("Id", "full name"),
                        Deletes.NONE,
                        Optional.empty(),
                        Map.of()),
                ID,
                NAME,
                AT);
        table.merge(timed("(1, 'a', NULL)", "(1, 'b', NULL)"));
        assertThat(table.merge(timed("(1, 'a', TIMESTAMP '2024-01-01')", "(2, 'b', NULL)"))
                        .effect())
                .isEqualTo(new Effect(1, 1, 0));
        assertThat(table.rows("\"Id\", \"full name\", \"at\" IS NULL"))
                .containsExactly("[1, a, false]", "[1, b, true]", "[2, b, true]");
        table.evolve(ID, NAME, AT, new Column("more", Type.Primitive.INTEGER));
        assertThat(table.merge("SELECT *, 7 AS more FROM (" + timed("(1, 'b', NULL)", "(3, 'b', NULL)") + ")")
                        .effect())
                .isEqualTo(new Effect(1, 1, 0));
    }

    @Test
    void columnsThatCameLaterAreNullInOldRows() {
        table = new MergeTable(
                folder, upsert(Optional.empty(), Deletes.NONE), new Column("Id", Type.Primitive.INTEGER), NAME);
        table.merge(ids(1, 2));
        table.evolve(ID, AT, NAME);
        Produced produced = table.merge("SELECT 1 AS \"Id\", 'n1' AS \"full name\", NULL::TIMESTAMP AS \"at\" UNION ALL"
                + " SELECT 2, 'n2', TIMESTAMP '2024-01-01'");
        assertThat(produced.account()).isEqualTo(new Account(2, 1, 0, 0, 0, 1, 0));
        assertThat(table.rows("\"Id\", \"at\"")).containsExactly("[1, null]", "[2, 2024-01-01 00:00:00]");
    }

    @Test
    void insertOnlyAddsNewKeysAndNeverChangesWhatIsThere() {
        table = new MergeTable(
                folder, keyed(WriteMode.INSERT_ONLY, Optional.empty(), Deletes.NONE, Map.of()), ID, NAME);
        table.merge(values("(1, 'a')"));
        Produced produced = table.merge(values("(1, 'b')", "(2, 'c')"));
        assertThat(produced.account()).isEqualTo(new Account(2, 1, 0, 1, 0));
        assertThat(produced.kept().replaced().isNone()).isTrue();
        assertThat(table.rows("\"Id\", \"full name\"")).containsExactly("[1, a]", "[2, c]");
    }

    @Test
    void previousValuesStandBesideTheNewOnes() {
        table = new MergeTable(
                folder,
                keyed(WriteMode.SCD3, Optional.empty(), Deletes.NONE, Map.of("full name", "Name before")),
                ID,
                NAME,
                AT);
        String columns = "\"Id\", \"full name\", \"Name before\", _source";
        table.merge(timed("(1, 'a', NULL)", "(2, 'x', NULL)"));
        assertThat(table.rows(columns)).containsExactly("[1, a, null, test.merged]", "[2, x, null, test.merged]");
        table.merge(timed("(1, 'b', NULL)", "(3, 'new', NULL)"));
        Produced same = table.merge(timed("(1, 'b', NULL)"));
        assertThat(same.account()).isEqualTo(new Account(1, 0, 0, 0, 0, 1, 0));
        Produced other = table.merge(timed("(1, 'b', TIMESTAMP '2024-01-01')", "(2, NULL, NULL)"));
        assertThat(other.effect()).isEqualTo(new Effect(0, 2, 0));
        assertThat(other.account()).isEqualTo(new Account(2, 2, 0, 0, 0));
        assertThat(table.rows("\"Id\", \"full name\", \"Name before\""))
                .containsExactly("[1, b, a]", "[2, null, x]", "[3, new, null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATE", "TIMESTAMP", "TIMESTAMPTZ"})
    void duplicatesAcrossBatchesAreDroppedWithinTheWindow(String type) {
        table = new MergeTable(
                folder,
                new Write(
                        WriteMode.APPEND,
                        List.of(),
                        Optional.of(new Dedup(
                                List.of("Id"), Dedup.Keep.LAST, Optional.of("at"), Optional.of(Duration.ofDays(3))))),
                ID,
                NAME,
                new Column("at", Type.parse(type)));
        String row = "(%s, '%s', '%s'::" + type + ")";
        table.merge(timed(row.formatted(1, "a", "2024-01-10"), row.formatted("NULL", "a", "2024-01-10")));
        Produced produced = table.merge(timed(
                row.formatted(1, "b", "2024-01-13"),
                row.formatted(2, "c", "2024-01-10"),
                row.formatted("NULL", "d", "2024-01-10")));
        assertThat(produced.account()).isEqualTo(new Account(3, 2, 0, 1, 0));
        assertThat(table.merge(timed(row.formatted(1, "e", "2024-01-14"))).account())
                .isEqualTo(new Account(1, 1, 0, 0, 0));
        assertThat(table.merge(timed(row.formatted(1, "f", "2024-01-07"), "(2, 'g', NULL)"))
                        .account())
                .isEqualTo(new Account(2, 1, 0, 1, 0));
    }

    @Test
    void aUniqueValueMayMoveToAnotherKeyWhenItsRowIsReplaced() {
        table = new MergeTable(folder, upsert(Optional.empty(), Deletes.NONE), ID, NAME);
        table.rules = List.of(Rules.unique("full name"));
        table.merge(values("(1, 'a')", "(2, 'b')", "(3, 'c')"));
        assertThat(table.merge(values("(1, 'b')", "(2, 'a')")).account()).isEqualTo(new Account(2, 2, 0, 0, 0));
        assertThat(table.rows("\"Id\", \"full name\"")).containsExactly("[1, b]", "[2, a]", "[3, c]");
        Produced turnedAway = table.merge(values("(1, 'c')", "(2, 'b')", "(4, 'd')"));
        assertThat(turnedAway.account()).isEqualTo(new Account(3, 1, 2, 0, 0));
        assertThat(table.rows("\"Id\", \"full name\"")).containsExactly("[1, b]", "[2, a]", "[3, c]", "[4, d]");
    }

    @Test
    void insertOnlyRowsRivalStoredRowsOfTheirBatchsOtherKeys() {
        table = new MergeTable(
                folder, keyed(WriteMode.INSERT_ONLY, Optional.empty(), Deletes.NONE, Map.of()), ID, NAME);
        table.rules = List.of(Rules.unique("full name"));
        table.merge(values("(1, 'a')"));
        assertThat(table.merge(values("(1, 'b')", "(2, 'a')", "(3, 'b')")).account())
                .isEqualTo(new Account(3, 1, 1, 1, 0));
        assertThat(table.rows("\"Id\", \"full name\"")).containsExactly("[1, a]", "[3, b]");
    }

    @Test
    void theFirstRowThatFailsTheRunIsShown() {
        table = new MergeTable(folder, upsert(Optional.empty(), Deletes.NONE), ID, NAME);
        table.rules = List.of(Rules.milder(Rules.required("Id"), OnFail.ERROR), Rules.required("full name"));
        Produced produced = table.merge(
                Bench.documents("{\"Id\": 1}", "{\"full name\": \"x\"}", "{\"full name\": \"y\"}", "{\"Id\": 2}"));
        assertThat(produced.examples()).containsExactly(Map.entry("Id.required", "{\"full name\": \"x\"}"));
    }

    @ParameterizedTest
    @MethodSource("dev.levada.engine.duckdb.CsvProductionTest#lanes")
    void computedColumnsAreWrittenBeside(CsvLanes lanes) {
        table = new MergeTable(folder, lanes, upsert(Optional.empty(), Deletes.NONE), ID, NAME);
        table.computed = Map.of("_late", "\"Id\" > 1 -- why not");
        table.merge(ids(1, 2));
        table.merge(Bench.csv(Map.of(), table.bench().file("a.csv", "Id,full name\n3,c\n0,x\n")));
        assertThat(table.rows("\"Id\", _late")).containsExactly("[0, false]", "[1, false]", "[2, true]", "[3, true]");
    }
}
