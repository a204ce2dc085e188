package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.engine.SqlException;
import dev.levada.project.SqlParser;
import dev.levada.project.SqlParser.Misunderstood;
import dev.levada.project.SqlParser.Parameter;
import dev.levada.project.SqlParser.TableMention;
import dev.levada.project.SqlParser.Understood;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbParserTest {
    @TempDir
    Path folder;

    private Bench bench;
    private SqlParser parser;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        parser = bench.engine().parser();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void findsTablesButNotThoseTheQueryDefines() {
        Understood query =
                understood("with u as (select * from raw.users) select 'é', * from u join raw.events using (id)");
        assertThat(query.tables())
                .containsExactlyInAnyOrder(new TableMention("raw.users", 25), new TableMention("raw.events", 62));
    }

    @Test
    void theMeaningDoesNotDependOnWhiteSpaceCommentsOrKeywordsCase() {
        assertThat(understood("select a,b from x.y where a=1").meaning())
                .isEqualTo(understood("SELECT a, b -- both\nFROM x.y /* here */\nWHERE a = 1")
                        .meaning())
                .isNotEqualTo(understood("select a,b from x.y where a=2").meaning());
    }

    @Test
    void theMeaningDoesNotTellWhatTheQuerySays() {
        assertThat(understood("select 'a secret' as word").meaning())
                .doesNotContain("secret", "word")
                .hasSizeLessThan(100);
    }

    @Test
    void findsNamedParameters() {
        assertThat(understood("select * from x.y where d >= $as_of and e < $until")
                        .parameters())
                .containsExactly(new Parameter("as_of", 29), new Parameter("until", 44));
    }

    @Test
    void tellsWhereItDoesNotUnderstand() {
        assertThat(parser.parseQuery("select 'ü' fro x.y where b"))
                .isEqualTo(new Misunderstood(15, "syntax error at or near \"x\""));
        assertThat(parser.parseExpression("spend >>= 0 (")).isInstanceOf(Misunderstood.class);
        assertThat(parser.parseExpression("1) from range(3) where (true"))
                .isEqualTo(new Misunderstood(0, "This is not one expression."));
        assertThat(parser.parseQuery("drop table x")).isInstanceOf(Misunderstood.class);
    }

    @Test
    void tellsWhereAQueryDoesNotBind() {
        assertThatThrownBy(() -> bench.session().describe("select 1 as a,\n  missing_column from range(3)"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.offset()).isEqualTo(17))
                .hasMessageContaining("missing_column");
    }

    private Understood understood(String sql) {
        return (Understood) parser.parseQuery(sql);
    }
}
