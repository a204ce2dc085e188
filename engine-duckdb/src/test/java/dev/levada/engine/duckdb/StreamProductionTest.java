package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Dedup;
import dev.levada.contract.Rule;
import dev.levada.engine.Account;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamProductionTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("id", Type.Primitive.BIGINT),
            new Column("ts", Type.Primitive.TIMESTAMP),
            new Column("tags", Type.parse("varchar[]")));

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void documentsAreTakenApartAndBadOnesQuarantinedAsReceived() {
        Produced produced = bench.produce(
                Bench.documents(
                        "{\"id\": 1, \"ts\": \"2024-01-01T10:00:00\", \"tags\": [\"a\", \"b\"], \"more\": true}",
                        "{\"id\": \"x\", \"ts\": \"never\"}",
                        "{\"id\": 3, ",
                        "[4]",
                        "{\"ts\": null}"),
                COLUMNS,
                List.of(Rules.required("id")));
        assertThat(produced.account()).isEqualTo(new Account(5, 1, 4, 0, 0));
        assertThat(bench.rows(produced.kept(), table -> "SELECT id, ts, tags FROM " + table))
                .hasToString("[[1, 2024-01-01 10:00:00, [a, b]]]");
        assertThat(quarantined(produced))
                .containsExactly(
                        "[[id.type, ts.type], given.jsonl, 2, {\"id\": \"x\", \"ts\": \"never\"}]",
                        "[[malformed.json], given.jsonl, 3, {\"_raw\":\"{\\\"id\\\": 3, \"}]",
                        "[[malformed.json], given.jsonl, 4, {\"_raw\":\"[4]\"}]",
                        "[[id.required], given.jsonl, 5, {\"ts\": null}]");
    }

    @Test
    void theColumnsOfDocumentsAreInferred() {
        Production.FromSource given = Bench.documents(
                "{\"id\": 1, \"ts\": \"2024-01-01 10:00:00\", \"in\": {\"a\": 1.5}}", "{\"b\": [1]}", "{");
        assertThat(bench.sniff(given.extent(), given.source()))
                .containsExactly(
                        new Column("id", Type.Primitive.BIGINT),
                        new Column("ts", Type.Primitive.TIMESTAMP),
                        new Column("in", Type.parse("STRUCT(a DOUBLE)")),
                        new Column("b", Type.parse("BIGINT[]")));
    }

    @Test
    void aQuerysRowsAreSplitByTheRules() {
        List<Column> columns =
                List.of(new Column("n", Type.Primitive.BIGINT), new Column("Half Of It", Type.Primitive.DOUBLE));
        Produced produced = bench.produce(
                new Production.FromQuery("select range as n, range / 2 as \"Half Of It\" from range(10) -- ten"),
                columns,
                List.of(
                        Rules.of("Half Of It", new dev.levada.contract.Test.Max("Half Of It", "4")),
                        Rules.row("not seven", "n <> 7 -- unlucky")));
        assertThat(produced.account()).isEqualTo(new Account(10, 8, 2, 0, 0));
        assertThat(quarantined(produced))
                .containsExactlyInAnyOrder(
                        "[[rules.not seven], raw.things, null, {\"n\":7,\"Half Of It\":3.5}]",
                        "[[Half Of It.max], raw.things, null, {\"n\":9,\"Half Of It\":4.5}]");
    }

    @Test
    void aReferenceToARowThatIsNotThereBreaksTheRule() {
        bench.session().declare(new AssetName("raw", "users"), List.of(new Column("User Id", Type.Primitive.BIGINT)));
        Produced produced = bench.produce(
                new Production.FromQuery("select * from (values (1), (null)) t(user_id)"),
                List.of(new Column("user_id", Type.Primitive.BIGINT)),
                List.of(Rules.of(
                        "user_id", new dev.levada.contract.Test.References("user_id", "raw.users", "User Id"))));
        assertThat(produced.account()).isEqualTo(new Account(2, 1, 1, 0, 0));
        assertThat(produced.reasons()).containsExactly(Map.entry("user_id.references", 1L));
    }

    @Test
    void onlyTheNewestRowOfAKeyIsKept() {
        List<Column> columns =
                List.of(new Column("k", Type.Primitive.INTEGER), new Column("v", Type.Primitive.VARCHAR));
        Produced produced = bench.produce(
                new Production.FromQuery(
                        "select * from (values (1,'a'),(1,'b'),(2,'c'),(null,'d'),(null,'e'),(1,null)) t(k,v)"),
                columns,
                List.of(),
                Optional.of(new Dedup(List.of("k"), Dedup.Keep.LAST, Optional.of("v"))),
                List.of(),
                Optional.empty());
        assertThat(produced.account()).isEqualTo(new Account(6, 4, 0, 2, 0));
        assertThat(bench.rows(produced.kept(), table -> "SELECT k, v FROM " + table + " ORDER BY v"))
                .hasToString("[[1, b], [2, c], [null, d], [null, e]]");
    }

    @Test
    void allRowsThatShareAUniqueValueAreTurnedAwayAlsoBesideRowsThatAreThere() {
        List<Column> columns =
                List.of(new Column("k", Type.Primitive.INTEGER), new Column("v", Type.Primitive.VARCHAR));
        Produced first = bench.produce(new Production.FromQuery("select 5 as k, 'old' as v"), columns, List.of());
        List<Rule> rules = List.of(Rules.unique("k"), Rules.unique("v"));
        Produced produced = bench.produce(
                new Production.FromQuery(
                        "select * from (values (1,'a'),(1,'b'),(2,'c'),(5,'d'),(7,'c'),(8,'e')) t(k,v)"),
                columns,
                rules,
                Optional.empty(),
                List.of(),
                Optional.of(Bench.scan(first.kept())));
        assertThat(produced.account()).isEqualTo(new Account(6, 1, 5, 0, 0));
        assertThat(produced.reasons()).containsOnly(Map.entry("k.unique", 3L), Map.entry("v.unique", 2L));
        assertThat(bench.rows(produced.kept(), table -> "SELECT * FROM " + table))
                .hasToString("[[8, e]]");
    }

    @Test
    void quarantinedRowsAreTriedAgainAndReleasedIfTheyPass() {
        Produced before = bench.produce(
                Bench.documents("{\"id\": 1}", "{\"id\": -2}", "{\"id\": -30}", "{"),
                List.of(new Column("id", Type.Primitive.BIGINT)),
                List.of(Rules.min("id", "0")));
        Produced again = bench.produce(
                new Production.FromQuarantine(Bench.scan(before.quarantined()), Optional.empty()),
                List.of(new Column("id", Type.Primitive.BIGINT)),
                List.of(Rules.min("id", "-10")));
        assertThat(again.account()).isEqualTo(new Account(3, 1, 2, 0, 0));
        assertThat(bench.rows(again.kept(), table -> "SELECT id FROM " + table)).hasToString("[[-2]]");
        assertThat(again.released().values()).hasSize(1).allMatch(positions -> positions.count() == 1);
        assertThat(again.quarantined().files()).isEmpty();
    }

    @Test
    void whatDoesNotFitIntoMemoryIsSpilled() {
        bench.engine().limit(new Project.Limits(Optional.of("300MB"), 2));
        List<Column> columns = List.of(new Column("k", Type.Primitive.BIGINT), new Column("v", Type.Primitive.VARCHAR));
        Produced produced = bench.produce(
                new Production.FromQuery("select range * 7919 % 5000011 as k, repeat(md5(range::varchar), 2) as v from"
                        + " range(5000000) order by k"),
                columns,
                List.of());
        assertThat(produced.account()).isEqualTo(new Account(5_000_000, 5_000_000, 0, 0, 0));
    }

    private List<String> quarantined(Produced produced) {
        return bench
                .rows(
                        produced.quarantined(),
                        table -> "SELECT reasons, source, position, record FROM " + table + " ORDER BY position")
                .stream()
                .map(Object::toString)
                .toList();
    }
}
