package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.dialect.postgres.PostgresDialect;
import dev.levada.project.AssetName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query tells which rows it needs of its tables, and never leaves out one that it needs. */
class NeededRowsTest {
    private static final AssetName A = new AssetName("s", "a");
    private static final AssetName B = new AssetName("s", "b");

    @TempDir
    static Path folder;

    private static DuckDbEngine engine;

    @BeforeAll
    static void open() {
        engine = new DuckDbEngine(folder.resolve("spill"));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Map<AssetName, String> of(String sql) {
        List<Column> columns = List.of(
                new Column("id", Primitive.BIGINT),
                new Column("name", Primitive.VARCHAR),
                new Column("at", Primitive.TIMESTAMP));
        return engine.translator().neededRows(sql, Map.of(A, columns, B, columns), new PostgresDialect(17));
    }

    @Test
    void conditionsOfOneTableAreAskedOfItsRows() {
        assertThat(of("select name from s.a where id > 3 and name = 'x' and length(name) > 2"))
                .containsExactly(Map.entry(A, "((\"id\" > 3::bigint) AND (\"name\" = 'x'::text))"));
        assertThat(of("select n from (select name as n, id + 1 as m from s.a) where n is not null and m > 4"))
                .containsExactly(Map.entry(A, "((\"name\" IS NOT NULL))"));
        assertThat(of("select list(id) from s.a where s.a.\"at\" >= '2024-01-02' or id in (1, 2)"))
                .containsExactly(
                        Map.entry(A, "(((\"at\" >= '2024-01-02'::timestamp) OR (\"id\" IN (1::bigint, 2::bigint))))"));
    }

    @Test
    void joinsAskEachSideForWhatCanMatter() {
        String joined = "select * from s.a %s join s.b on a.id = b.id and b.name = 'x' and a.name = 'y' where a.id > 3";
        assertThat(of(joined.formatted("inner"))).containsOnlyKeys(A, B);
        assertThat(of(joined.formatted("inner")).get(B)).isEqualTo("((\"name\" = 'x'::text))");
        assertThat(of(joined.formatted("inner")).get(A)).contains("\"id\" > 3", "\"name\" = 'y'::text");
        assertThat(of(joined.formatted("left")).get(A)).isEqualTo("((\"id\" > 3::bigint))");
        assertThat(of(joined.formatted("left")).get(B)).isEqualTo("((\"name\" = 'x'::text))");
        assertThat(of(joined.formatted("full"))).isEmpty();
        assertThat(of(joined.formatted("right"))).containsExactly(Map.entry(A, "((\"name\" = 'y'::text))"));
    }

    @Test
    void aRowThatIsNeededSomewhereIsNeeded() {
        assertThat(of("select id from s.a where id = 1 union all select id from s.a where id = 2"))
                .containsExactly(Map.entry(A, "((\"id\" = 1::bigint)) OR ((\"id\" = 2::bigint))"));
        assertThat(of("select id from s.a where id = 1 union all select id from s.a"))
                .isEmpty();
        assertThat(of("select id from s.a where id not in (select id from s.b where name = 'x')"))
                .containsExactly(Map.entry(B, "((\"name\" = 'x'::text))"));
    }

    @Test
    void conditionsOnWhatIsMadeOfRowsSayNothingOfThem() {
        assertThat(
                        of(
                                "select * from (select id, row_number() over (order by name) as n from s.a) where id = 1 and n = 1"))
                .isEmpty();
        assertThat(of("select * from (select id from s.a limit 5) where id = 1"))
                .isEmpty();
        assertThat(of("select name, count(*) from s.a group by name having count(*) > 1"))
                .isEmpty();
        assertThat(of("select * from s.a asof join s.b on a.\"at\" >= b.\"at\" where a.id = 1"))
                .isEmpty();
    }
}
