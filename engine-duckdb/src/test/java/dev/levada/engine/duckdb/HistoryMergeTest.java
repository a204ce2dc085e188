package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Account;
import dev.levada.engine.Effect;
import dev.levada.engine.Produced;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryMergeTest {
    static final Column KEY = new Column("Key", Type.Primitive.BIGINT);
    static final Column NAME = new Column("full name", Type.Primitive.VARCHAR);
    static final Column NOTE = new Column("note", Type.Primitive.VARCHAR);
    static final Column DAY = new Column("Day", Type.Primitive.DATE);
    private static final String VERSIONS = "\"Key\", valid_from, valid_to, \"full name\", note";

    @TempDir
    Path folder;

    private MergeTable table;

    @AfterEach
    void close() {
        table.close();
    }

    static Write scd2(
            Optional<String> updatedAt,
            List<String> track,
            HardDeletes deletes,
            Optional<String> when,
            Optional<String> openEnd) {
        return new Write(
                WriteMode.SCD2,
                List.of(),
                Optional.of(new Dedup(List.of("Key"), Dedup.Keep.LAST, Optional.empty())),
                List.of("Key"),
                new Deletes(when, Deletes.Missing.KEEP),
                Optional.of(new Versions(updatedAt, track, "valid_from", "valid_to", openEnd, deletes, "_is_deleted")),
                Map.of());
    }

    private void open(List<String> track, HardDeletes deletes, Optional<String> when) {
        table = new MergeTable(
                folder, scd2(Optional.of("Day"), track, deletes, when, Optional.empty()), KEY, NAME, NOTE, DAY);
    }

    /** Rows such as {@code 1 a x 2024-01-05}, separated by commas. */
    static String rows(String rows) {
        StringBuilder values = new StringBuilder();
        for (String row : rows.split(", *")) {
            String[] parts = row.split(" ");
            values.append(values.isEmpty() ? "" : ", ")
                    .append("(" + parts[0] + ", '" + parts[1] + "', '" + parts[2] + "', DATE '2024-01-" + parts[3]
                            + "')");
        }
        return "SELECT * FROM (VALUES " + values + ") t(\"Key\", \"full name\", note, \"Day\")";
    }

    private List<String> versions(String columns) {
        return table.rows(columns).stream()
                .map(row -> row.replace("2024-01-", ""))
                .toList();
    }

    @Test
    void everyNewerTimeMakesAVersionAndLateOnesSplitOthers() {
        open(List.of(), HardDeletes.IGNORE, Optional.empty());
        assertThat(table.merge(rows("1 a x 05, 1 a x 10, 2 b x 05")).account()).isEqualTo(new Account(3, 3, 0, 0, 0));
        assertThat(versions(VERSIONS))
                .containsExactly("[1, 05, 10, a, x]", "[1, 10, null, a, x]", "[2, 05, null, b, x]");
        Produced late = table.merge(rows("1 c x 07, 1 d x 01, 2 b x 05"));
        assertThat(late.account()).isEqualTo(new Account(3, 2, 0, 0, 0, 1, 0));
        assertThat(late.effect()).isEqualTo(new Effect(2, 1, 0));
        assertThat(versions(VERSIONS))
                .containsExactly(
                        "[1, 01, 05, d, x]",
                        "[1, 05, 07, a, x]",
                        "[1, 07, 10, c, x]",
                        "[1, 10, null, a, x]",
                        "[2, 05, null, b, x]");
    }

    @Test
    void theSameBatchAgainWritesNothing() {
        open(List.of("full name"), HardDeletes.IGNORE, Optional.empty());
        table.merge(rows("1 a x 05, 1 b x 10, 2 b x 05"));
        Produced again = table.merge(rows("1 a x 05, 1 b x 10, 2 b x 05"));
        assertThat(again.account()).isEqualTo(new Account(3, 0, 0, 0, 0, 3, 0));
        assertThat(again.effect()).isEqualTo(Effect.NONE);
        assertThat(again.kept().files()).isEmpty();
        assertThat(again.kept().staging().folder()).isEmptyDirectory();
    }

    @Test
    void aRowOfTheSameTimeTakesTheStoredVersionsPlace() {
        open(List.of(), HardDeletes.IGNORE, Optional.empty());
        table.merge(rows("1 a x 05"));
        assertThat(table.merge(rows("1 a y 05")).effect()).isEqualTo(new Effect(0, 1, 0));
        assertThat(versions(VERSIONS)).containsExactly("[1, 05, null, a, y]");
    }

    @Test
    void onlyTrackedColumnsMakeVersions() {
        open(List.of("full name"), HardDeletes.IGNORE, Optional.empty());
        Produced produced = table.merge(rows("1 a x 01, 1 a y 02, 1 a z 03, 1 b z 04, 1 a z 05"));
        assertThat(produced.account()).isEqualTo(new Account(5, 3, 0, 0, 0, 2, 0));
        assertThat(versions(VERSIONS)).containsExactly("[1, 01, 04, a, x]", "[1, 04, 05, b, z]", "[1, 05, null, a, z]");
        Produced late = table.merge(rows("1 a w 04"));
        assertThat(late.account()).isEqualTo(new Account(1, 0, 0, 0, 0, 1, 0));
        assertThat(late.effect()).isEqualTo(new Effect(0, 1, 2));
        assertThat(versions(VERSIONS)).containsExactly("[1, 01, null, a, x]");
    }

    @Test
    void withoutATimeTheRunsStartCountsAndAnyChangeMakesAVersion() {
        table = new MergeTable(
                folder,
                scd2(Optional.empty(), List.of(), HardDeletes.INVALIDATE, Optional.empty(), Optional.of("9999-12-31")),
                KEY,
                NAME);
        table.complete = true;
        String columns = "\"Key\", \"full name\", valid_from::VARCHAR, valid_to::VARCHAR";
        String one = "SELECT 1 AS \"Key\", 'a' AS \"full name\"";
        table.merge(one + " UNION ALL SELECT 2, 'b'");
        table.merge("SELECT 1 AS \"Key\", 'A' AS \"full name\"");
        table.now = Instant.parse("2024-06-02T00:00:00Z");
        assertThat(table.merge("SELECT 1 AS \"Key\", 'A' AS \"full name\"").account())
                .isEqualTo(new Account(1, 0, 0, 0, 0, 1, 0));
        table.merge(one + " UNION ALL SELECT 2, 'b'");
        assertThat(table.rows(columns))
                .containsExactly(
                        "[1, A, 2024-06-01 00:00:00.000001+00, 2024-06-02 00:00:00+00]",
                        "[1, a, 2024-06-01 00:00:00+00, 2024-06-01 00:00:00.000001+00]",
                        "[1, a, 2024-06-02 00:00:00+00, 9999-12-31 00:00:00+00]",
                        "[2, b, 2024-06-01 00:00:00+00, 2024-06-01 00:00:00.000001+00]",
                        "[2, b, 2024-06-02 00:00:00+00, 9999-12-31 00:00:00+00]");
    }

    @Test
    void aDeletionEndsTheVersionAndAKeyThatComesAgainBeginsAnother() {
        open(List.of("full name"), HardDeletes.INVALIDATE, Optional.of("note = 'D'"));
        table.merge(rows("1 a x 01"));
        Produced deleted = table.merge(rows("1 a D 05, 2 b D 05"));
        assertThat(deleted.account()).isEqualTo(new Account(2, 0, 0, 0, 0, 0, 2));
        assertThat(deleted.effect()).isEqualTo(new Effect(0, 1, 0));
        assertThat(versions(VERSIONS)).containsExactly("[1, 01, 05, a, x]");
        table.merge(rows("1 a x 08"));
        assertThat(versions(VERSIONS)).containsExactly("[1, 01, 05, a, x]", "[1, 08, null, a, x]");
        assertThat(table.merge(rows("1 a D 09, 1 a D 10, 1 a x 05")).account())
                .isEqualTo(new Account(3, 0, 0, 0, 0, 1, 2));
        assertThat(versions(VERSIONS)).containsExactly("[1, 01, 09, a, x]");
    }

    @Test
    void aRecordOfTheDeletionHoldsWhatTheLastVersionHeld() {
        open(List.of("full name"), HardDeletes.NEW_RECORD, Optional.of("note = 'D'"));
        String columns = VERSIONS + ", _is_deleted, _source";
        table.merge(rows("1 a x 01, 1 a y 02, 1 zz D 05, 1 zz D 06"));
        assertThat(versions(columns))
                .containsExactly("[1, 01, 05, a, x, false, test.merged]", "[1, 05, null, a, x, true, test.merged]");
        assertThat(table.merge(rows("1 q D 07")).effect()).isEqualTo(Effect.NONE);
        table.merge(rows("1 a x 08, 3 c D 01"));
        assertThat(versions(columns))
                .containsExactly(
                        "[1, 01, 05, a, x, false, test.merged]",
                        "[1, 05, 08, a, x, true, test.merged]",
                        "[1, 08, null, a, x, false, test.merged]");
    }

    @Test
    void aMissingKeyIsRecordedOnceAndOnlyWithinTheExtractsScope() {
        open(List.of(), HardDeletes.NEW_RECORD, Optional.empty());
        table.complete = true;
        table.scope = Optional.of("note = 'in'");
        table.rules = List.of(Rules.row("no q", "\"full name\" <> 'q'"));
        table.now = Instant.parse("2024-01-09T05:00:00Z");
        table.merge(rows("1 a in 01, 2 b in 01, 3 c out 01, 4 d in 01"));
        table.merge(rows("1 a in 01, 4 q in 02"));
        table.now = Instant.parse("2024-01-11T05:00:00Z");
        assertThat(table.merge(rows("1 a in 01, 4 d in 02")).effect()).isEqualTo(new Effect(1, 1, 0));
        assertThat(versions(VERSIONS + ", _is_deleted"))
                .containsExactly(
                        "[1, 01, null, a, in, false]",
                        "[2, 01, 09, b, in, false]",
                        "[2, 09, null, b, in, true]",
                        "[3, 01, null, c, out, false]",
                        "[4, 01, 02, d, in, false]",
                        "[4, 02, null, d, in, false]");
    }

    @Test
    void keysMayBeNamedAsAnything() {
        Column at = new Column("at", Type.Primitive.BIGINT);
        table = new MergeTable(
                folder,
                new Write(
                        WriteMode.SCD2,
                        List.of(),
                        Optional.of(new Dedup(List.of("at", "kind"), Dedup.Keep.LAST, Optional.empty())),
                        List.of("at", "kind"),
                        Deletes.NONE,
                        Optional.of(new Versions(
                                Optional.of("new_place"),
                                List.of(),
                                "from",
                                "Until then",
                                Optional.empty(),
                                HardDeletes.IGNORE,
                                "_is_deleted")),
                        Map.of()),
                at,
                new Column("kind", Type.parse("VARCHAR")),
                new Column("new_place", Type.Primitive.TIMESTAMP),
                new Column("in", Type.parse("STRUCT(a INTEGER[])")));
        String row = "SELECT 1 AS \"at\", 'k' AS kind, TIMESTAMP '%s' AS new_place, {'a': [1, NULL]} AS \"in\"";
        table.merge(row.formatted("2024-01-01"));
        assertThat(table.merge(row.formatted("2024-01-02")).effect()).isEqualTo(new Effect(1, 1, 0));
        assertThat(table.merge(row.formatted("2024-01-02")).account().unchanged())
                .isEqualTo(1);
        assertThat(table.rows("\"at\", kind, \"from\"::DATE, \"Until then\"::DATE, \"in\"::VARCHAR"))
                .containsExactly(
                        "[1, k, 2024-01-01, 2024-01-02, {'a': [1, NULL]}]",
                        "[1, k, 2024-01-02, null, {'a': [1, NULL]}]");
    }

    @Test
    void columnsThatCameLaterAreNullInOldVersions() {
        open(List.of(), HardDeletes.IGNORE, Optional.empty());
        table.merge(rows("1 a x 01"));
        table.evolve(KEY, NAME, NOTE, DAY, new Column("more", Type.Primitive.INTEGER));
        table.merge("SELECT *, 7 AS more FROM (" + rows("1 a x 02, 1 a x 01") + ")");
        assertThat(versions(VERSIONS + ", more")).containsExactly("[1, 01, 02, a, x, 7]", "[1, 02, null, a, x, 7]");
        table.merge("SELECT *, NULL AS more FROM (" + rows("1 a x 02") + ")");
        assertThat(versions(VERSIONS + ", more")).containsExactly("[1, 01, 02, a, x, 7]", "[1, 02, null, a, x, null]");
    }

    @Test
    void noNewRowsChangeNothing() {
        open(List.of(), HardDeletes.INVALIDATE, Optional.empty());
        table.complete = true;
        assertThat(table.merge(rows("1 a x 01") + " WHERE false").effect()).isEqualTo(Effect.NONE);
        table.merge(rows("1 a x 01"));
        Produced none = table.merge(rows("1 a x 01") + " WHERE false");
        assertThat(none.effect()).isEqualTo(Effect.NONE);
        assertThat(none.notices()).hasSize(1);
    }
}
