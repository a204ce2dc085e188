package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.algebra.Refusal;
import dev.levada.engine.SqlException;
import dev.levada.engine.Translator.Refused;
import dev.levada.engine.Translator.Translated;
import dev.levada.engine.Translator.Translation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has no equivalent in PostgreSQL is refused, and it is said where it stands. */
class RefusedQueriesTest {
    @TempDir
    static Path folder;

    private static Twins twins;

    @BeforeAll
    static void fill() throws SQLException {
        twins = new Twins(folder);
        twins.table(
                "raw.things",
                "id INTEGER, a INTEGER, b BIGINT, d DOUBLE, n DECIMAL(10,2), s VARCHAR, dt DATE, ts TIMESTAMP, u UUID,"
                        + " z TIMESTAMPTZ, x BLOB",
                List.of());
        twins.nested("raw.nested", "id INTEGER, l INTEGER[], st STRUCT(x INTEGER)");
        twins.table("raw.others", "id INTEGER, ts TIMESTAMP, v DOUBLE", List.of());
    }

    @AfterAll
    static void close() throws SQLException {
        twins.close();
    }

    private static List<Refusal> refused(String sql) {
        Translation translation = twins.translate(sql);
        assertThat(translation).isInstanceOf(Refused.class);
        return ((Refused) translation).refusals();
    }

    /** The place is where the text after the arrow stands. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "select [x + 1 for x in [a]] as l from raw.things # list_apply # [x",
                "select t.id from raw.things t asof join raw.others o on t.id = o.id and t.ts >= o.ts # asof join # asof join",
                "select * from raw.things positional join raw.others o # positional join # positional join",
                "select date_diff('week', dt, dt) as w from raw.things # date_diff('week', date, date) # date_diff",
                "select date_diff('century', ts, ts) as w from raw.things # date_diff('century' # date_diff",
                "select cast(d as varchar) as t from raw.things # cast of double to varchar # cast",
                "select try_cast(s as integer) as t from raw.things # try_cast # try_cast",
                "select cast(d as decimal(10,2)) as t from raw.things # cast of double to decimal(10,2) # cast",
                "select cast(s as time) as t from raw.things # cast of varchar to time # cast",
                "select now() as t from raw.things # now # now",
                "select random() as t from raw.things # random # random",
                "select current_date as t from raw.things # current_date # current_date",
                "select list(a) as t from raw.things # list # list(",
                "select mode(a) as t from raw.things # mode # mode",
                "select any_value(a) as t from raw.things # any_value # any_value",
                "select arg_max(a, b) as t from raw.things # arg_max # arg_max",
                "select approx_count_distinct(a) as t from raw.things # approx_count_distinct # approx",
                "select string_agg(s, ',') as t from raw.things # string_agg without order by # string_agg",
                "select quantile_disc(a, 0.5) as t from raw.things # quantile_disc # quantile",
                "select min(u) as t from raw.things # order of uuid # min",
                "select substring(s, -2) as t from raw.things # substring(varchar, bigint) # substring",
                "select left(s, a) as t from raw.things # left(varchar, bigint) # left",
                "select reverse(s) as t from raw.things # reverse(varchar) # reverse",
                "select regexp_replace(s, 'a', 'b') as t from raw.things # regexp_replace # regexp_replace",
                "select regexp_matches(s, '\\d+') as t from raw.things # regexp_matches # regexp_matches",
                "select strftime(ts, '%A') as t from raw.things # strftime with %A # strftime",
                "select hash(s) as t from raw.things # hash # hash",
                "select d % 2 as t from raw.things # %(double, double) # d % 2",
                "select d // 2 as t from raw.things # //(double, double) # d //",
                "select log2(d) as t from raw.things # log2(double) # log2",
                "select first_value(a ignore nulls) over (order by b) as t from raw.things # first_value ignore nulls # first_value",
                "select sum(a) over (order by b rows 1 preceding exclude current row) as t from raw.things # exclude # sum",
                "select count(distinct a) over () as t from raw.things # count(distinct) over # count",
                "select unnest([1, 2]) as t from raw.things # unnest # unnest",
                "select id from raw.things limit 10% # limit in percent # select",
                "select t.id from raw.things t full join raw.others o on t.a < o.v # full join # t.a",
                "select distinct on (a) a, b from raw.things # distinct on without order by # a) a",
                "select * from range(3) # range # range",
                "select {'k': a} as t from raw.things # struct_pack # {",
                "select ts > '01.02.2024 10:00' as t from raw.others # '01.02.2024 10:00' as timestamp # '01",
                "select x > x as t from raw.things # order of blob # x >",
                "select time_bucket(interval 1 day, ts) as t from raw.others # time_bucket # time_bucket",
                "select epoch(age(ts, ts)) as t from raw.others # age # age",
                "select one_hot(reverse(s), 'a') as t from raw.things # reverse(varchar) # reverse",
                "select rowid as r from raw.things # rowid # rowid",
                "select id from raw.things where rowid > 1 # rowid # rowid",
                "select t.id, o.rowid as r from raw.things t left join raw.others o using (id) # rowid # o.rowid",
                "select l from raw.nested # column of type list # l",
                "select count(st) as c from raw.nested # column of type struct # st",
                "select id from raw.nested group by id, st # column of type struct # st",
                "select first_value(a order by b) over (order by s) as t from raw.things # first_value with order by # first_value",
                "select sum(a) over (order by d range 1 preceding) as t from raw.things # range over doubles # sum",
                "select bin(a, [1, 2], ['x', 'y', 'z']) as t, hash(a) as h from raw.things # hash # hash",
            })
    void whatHasNoEquivalentIsRefusedAtItsPlace(String sql, String what, String beginning) {
        List<Refusal> refusals = refused(sql);
        assertThat(refusals).anySatisfy(refusal -> {
            assertThat(refusal.what()).startsWith(what);
            assertThat(refusal.why()).endsWith(".");
            assertThat(sql.substring(Math.max(0, refusal.offset()))).startsWith(beginning);
        });
    }

    @Test
    void everythingThatHasNoEquivalentIsToldInTheOrderOfTheText() {
        assertThat(refused(
                        "select hash(s) as h,\n  'ä' || reverse(s) as r,\n list(a) as l from raw.things group by all"))
                .extracting(Refusal::what, Refusal::offset)
                .satisfiesExactly(
                        first -> assertThat(first.toList()).containsExactly("hash(varchar)", 7),
                        second -> assertThat(second.toList()).containsExactly("reverse(varchar)", 30),
                        third -> assertThat(third.toList()).containsExactly("list", 48));
    }

    @Test
    void namesThatWouldBeCutAreRefused() {
        assertThat(refused("select a as " + "x".repeat(64) + " from raw.things"))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.what()).isEqualTo("name of 64 bytes"));
        assertThat(refused("select a as " + "ä".repeat(32) + " from raw.things"))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.what()).isEqualTo("name of 64 bytes"));
    }

    @Test
    void lettersAreRefusedBeforeTheVersionThatKnowsThem() {
        String sql = "select upper(s) as u from raw.things";
        assertThat(twins.translate(sql, 17)).isInstanceOf(Translated.class);
        assertThat(((Refused) twins.translate(sql, 16)).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why()).contains("Before version 17"));
    }

    @Test
    void aWrongQueryIsAnErrorAsEver() {
        assertThatThrownBy(() -> twins.translate("select nothing_like_it from raw.things"))
                .isInstanceOfSatisfying(
                        SqlException.class, wrong -> assertThat(wrong.offset()).isEqualTo(7));
    }

    @Test
    void recursionsThatPostgresqlCannotDoAreRefused() {
        assertThat(
                        refused(
                                "with recursive r(n) as (select 1 union all select max(n) + 1 from r where n < 3) select * from r"))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.what()).isEqualTo("recursive query"));
    }
}
