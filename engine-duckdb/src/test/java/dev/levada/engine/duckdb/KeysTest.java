package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Dedup;
import dev.levada.contract.Rule;
import dev.levada.contract.Test.Expression;
import dev.levada.contract.Test.References;
import dev.levada.engine.Account;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.project.AssetName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that lie close together stand for bits; that must make no difference. */
class KeysTest {
    private static final Rule REFERENCE = Rules.of("user_id", new References("user_id", "raw.users", "id"));

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

    @ParameterizedTest
    @CsvSource({"BIGINT, BIGINT, 1", "BIGINT, INTEGER, 1", "INTEGER, BIGINT, 3", "BIGINT, BIGINT, 90000000000"})
    void aReferenceHoldsForKeysThatAreThereAndForNull(String own, String target, long step) {
        users(target, "select unnest([-5, -3, 0, 2, null, 70]) * " + step + " as id");
        String asked = "[-9, -5, -4, -3, 0, 1, 2, 69, 70, 71, null]";
        Produced produced = bench.produce(
                new Production.FromQuery("select unnest(" + asked + ") * " + step + " as user_id"),
                List.of(new Column("user_id", Type.parse(own))),
                List.of(REFERENCE));
        assertThat(bench.rows(produced.kept(), table -> "SELECT user_id // " + step + " FROM " + table + " ORDER BY 1"))
                .hasToString("[[-5], [-3], [0], [2], [70], [null]]");
        assertThat(produced.account()).isEqualTo(new Account(11, 6, 5, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"-9223372036854775808, 9223372036854775807", "9223372036854775806, -9223372036854775808"})
    void numbersAtTheEndsOfTheirTypeAreNoKeysOfOthers(long key, long other) {
        users("BIGINT", "select " + key + " as id");
        Produced produced = bench.produce(
                new Production.FromQuery("select unnest([" + key + ", " + other + "]) as user_id"),
                List.of(new Column("user_id", Type.Primitive.BIGINT)),
                List.of(REFERENCE));
        assertThat(produced.account()).isEqualTo(new Account(2, 1, 1, 0, 0));
    }

    @Test
    void onlyWholeNumbersThatLieCloseTogetherStandForBits() {
        users("BIGINT", "select unnest([1, " + ReferencedKeys.MOST_BITS + "]) as id");
        assertThat(lookedUp(Type.Primitive.BIGINT)).isInstanceOf(Expression.class);
        assertThat(lookedUp(Type.Primitive.VARCHAR)).isEqualTo(REFERENCE.test());
        assertThat(lookedUp(Type.parse("DECIMAL(18,2)"))).isEqualTo(REFERENCE.test());
        users("BIGINT", "select unnest([0, " + ReferencedKeys.MOST_BITS + "]) as id");
        assertThat(lookedUp(Type.Primitive.BIGINT)).isEqualTo(REFERENCE.test());
        users("BIGINT", "select unnest([-9223372036854775808, 9223372036854775807]) as id");
        assertThat(lookedUp(Type.Primitive.BIGINT)).isEqualTo(REFERENCE.test());
        users("VARCHAR", "select '1' as id");
        assertThat(lookedUp(Type.Primitive.BIGINT)).isEqualTo(REFERENCE.test());
        users("BIGINT", "select 1 as id where false");
        assertThat(lookedUp(Type.Primitive.BIGINT)).isEqualTo(REFERENCE.test());
    }

    @ParameterizedTest
    @CsvSource({"BIGINT, 1", "INTEGER, 60", "BIGINT, 90000000000", "VARCHAR, 1"})
    void oneRowOfEachKeyIsKeptHoweverFarApartTheKeysAre(String type, long step) {
        Produced produced = bench.produce(
                new Production.FromQuery("select ((range % 300000 - 1000) * " + step
                        + ") as k, range as v from range(400000) union all select null, -1 from range(7)"),
                List.of(new Column("k", Type.parse(type)), new Column("v", Type.Primitive.BIGINT)),
                List.of(),
                Optional.of(new Dedup(List.of("k"), Dedup.Keep.LAST, Optional.of("v"))),
                List.of(),
                Optional.empty());
        assertThat(produced.account()).isEqualTo(new Account(400_007, 300_007, 0, 100_000, 0));
        assertThat(bench.rows(
                        produced.kept(),
                        table -> "SELECT count(DISTINCT k), min(v), count(*) FILTER (v >= 100000) FROM " + table))
                .hasToString("[[300000, -1, 300000]]");
    }

    private void users(String type, String query) {
        Produced users =
                bench.produce(new Production.FromQuery(query), List.of(new Column("id", Type.parse(type))), List.of());
        bench.session().expose(new AssetName("raw", "users"), Bench.scan(users.kept()));
    }

    private dev.levada.contract.Test lookedUp(Type type) {
        Statements statements = ((DuckDbSession) bench.session()).statements();
        return new ReferencedKeys(statements, List.of(new Column("user_id", type)))
                .lookedUp(List.of(REFERENCE))
                .get(0)
                .test();
    }
}
