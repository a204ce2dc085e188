package dev.levada.engine.duckdb;

import static dev.levada.engine.duckdb.KeyedRows.ids;
import static dev.levada.engine.duckdb.KeyedRows.timed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
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

class DeletesTest {
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
        return new Write(
                WriteMode.UPSERT,
                List.of(),
                Optional.of(new Dedup(List.of("Id"), Dedup.Keep.LAST, order)),
                List.of("Id"),
                deletes,
                Optional.empty(),
                Map.of());
    }

    @Test
    void aRowCanSayThatItsKeyWasDeletedUnlessTheStoredRowIsNewer() {
        Deletes deletes = new Deletes(Optional.of("\"full name\" = 'D' -- gone"), Deletes.Missing.KEEP);
        table = new MergeTable(folder, upsert(Optional.of("at"), deletes), ID, NAME, AT);
        table.merge(timed("(1, 'a', TIMESTAMP '2024-01-02')", "(2, 'b', TIMESTAMP '2024-01-02')"));
        Produced produced = table.merge(timed(
                "(1, 'D', TIMESTAMP '2024-01-02')",
                "(2, 'D', TIMESTAMP '2024-01-01')",
                "(3, 'D', NULL)",
                "(4, 'D', TIMESTAMP '2024-01-01')",
                "(4, 'd', TIMESTAMP '2024-01-02')"));
        assertThat(produced.account()).isEqualTo(new Account(5, 1, 0, 1, 0, 0, 3));
        assertThat(produced.effect()).isEqualTo(new Effect(1, 0, 1));
        assertThat(table.rows("\"Id\", \"full name\"")).containsExactly("[2, b]", "[4, d]");
    }

    @Test
    void whatIsMissingInAFullExtractGoes() {
        table = new MergeTable(
                folder, upsert(Optional.empty(), new Deletes(Optional.empty(), Deletes.Missing.HARD)), ID, NAME);
        table.complete = true;
        table.merge(ids(1, 2, 3));
        table.scope = Optional.of("\"Id\" <> 3");
        Produced produced = table.merge(ids(1));
        assertThat(produced.effect()).isEqualTo(new Effect(0, 0, 1));
        assertThat(table.rows("\"Id\"")).containsExactly("[1]", "[3]");
        table.complete = false;
        table.merge(ids(5));
        assertThat(table.rows("\"Id\"")).containsExactly("[1]", "[3]", "[5]");
    }

    @Test
    void nothingIsMissingIfTheSourceGaveNoRow() {
        table = new MergeTable(
                folder, upsert(Optional.empty(), new Deletes(Optional.empty(), Deletes.Missing.HARD)), ID, NAME);
        table.complete = true;
        table.merge(ids(1));
        assertThat(table.merge(ids()).notices())
                .containsExactly("The source gave no rows at all, so no row counts as deleted there.");
        assertThat(table.rows("\"Id\"")).containsExactly("[1]");
    }

    @Test
    void aKeyInQuarantineIsNotMissing() {
        table = new MergeTable(
                folder, upsert(Optional.empty(), new Deletes(Optional.empty(), Deletes.Missing.HARD)), ID, NAME);
        table.complete = true;
        table.rules = List.of(Rules.row("no q", "\"full name\" <> 'q'"));
        table.merge(ids(1, 2, 3));
        Produced produced = table.merge(Bench.documents("{\"id\": \"2\", \"full name\": \"q\"}", "{\"Id\": 3}"));
        assertThat(produced.notices()).isEmpty();
        // A field by another spelling is not read as the column, so this row broke the rule without an Id.
        assertThat(table.rows("\"Id\"")).containsExactly("[2]", "[3]");
    }

    @Test
    void nothingIsMissingIfAQuarantinedRowsKeyCannotBeTold() {
        table = new MergeTable(
                folder, upsert(Optional.empty(), new Deletes(Optional.empty(), Deletes.Missing.HARD)), ID, NAME);
        table.complete = true;
        table.merge(ids(1, 2));
        for (String broken : List.of("{\"Id\": ", "{\"Id\": \"x\"}")) {
            Produced produced = table.merge(Bench.documents("{\"Id\": 1}", broken));
            assertThat(produced.notices())
                    .containsExactly(
                            "The key of 1 quarantined row cannot be told, so no row counts as deleted at the source.");
        }
        assertThat(table.rows("\"Id\"")).containsExactly("[1]", "[2]");
    }

    @Test
    void softDeletionMarksARowUntilItComesAgain() {
        table = new MergeTable(
                folder, upsert(Optional.of("at"), new Deletes(Optional.empty(), Deletes.Missing.SOFT)), ID, NAME, AT);
        table.complete = true;
        table.merge(timed("(1, 'a', TIMESTAMP '2024-01-02')", "(2, 'b', TIMESTAMP '2024-01-02')"));
        table.now = Instant.parse("2024-06-02T00:00:00Z");
        Produced produced = table.merge(timed("(1, 'a', TIMESTAMP '2024-01-02')"));
        assertThat(produced.account()).isEqualTo(new Account(1, 0, 0, 0, 0, 1, 0));
        assertThat(produced.effect()).isEqualTo(new Effect(0, 1, 0));
        List<String> marked = List.of("[1, null, raw]", "[2, 2024-06-02 00:00:00+00, raw]");
        String columns = "\"Id\", _deleted_at, 'raw'";
        assertThat(table.rows(columns)).isEqualTo(marked);
        table.now = Instant.parse("2024-06-03T00:00:00Z");
        assertThat(table.merge(timed("(1, 'a', TIMESTAMP '2024-01-02')")).effect())
                .isEqualTo(Effect.NONE);
        assertThat(table.rows(columns)).isEqualTo(marked);
        table.merge(timed("(1, 'a', TIMESTAMP '2024-01-02')", "(2, 'b', TIMESTAMP '2024-01-01')"));
        assertThat(table.rows("\"Id\", _deleted_at, _source"))
                .containsExactly("[1, null, test.merged]", "[2, null, test.merged]");
    }
}
