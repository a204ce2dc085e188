package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Batch;
import dev.levada.api.Blame;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Offer;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Vector;
import dev.levada.testing.source.ArrayBatch;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresqlTest {
    private Database database;

    @BeforeEach
    void create() throws SQLException {
        database = Database.fresh();
    }

    @Test
    void aQueryIsReadAsItStandsInOnePart() throws Exception {
        database.run("create table t (id int, name text)", "insert into t values (1, 'a'), (2, 'b'), (3, 'b')");
        Map<String, Object> query = Map.of("query", "select name from t; select id from t");
        assertThatThrownBy(() -> database.plan(query)).hasMessageContaining("syntax error");
        Map<String, Object> right = Map.of("query", "select name, count(*) as n from t group by 1 order by 1 ; ");
        assertThat(database.form(right).splits())
                .singleElement()
                .extracting("source")
                .isEqualTo("crm query");
        assertThat(database.rows(right)).isEqualTo(List.of(List.of("a", 1L), List.of("b", 2L)));
        assertThat(database.rows(Map.of("query", "select 1 as one -- a remark")))
                .isEqualTo(List.of(List.of(1L)));
    }

    @Test
    void columnsAreChosenByNameAndOnlyTheyAreRead() throws Exception {
        database.run(
                "create schema odd",
                "create table odd.\"Odd \"\" Table\" (id int, \"İ ad\" text, broken date)",
                "insert into odd.\"Odd \"\" Table\" values (1, 'a', 'infinity')");
        Map<String, Object> extract = Map.of("table", "odd.odd \" table", "columns", List.of("İ ad", "ID"));
        assertThat(database.rows(extract)).isEqualTo(List.of(List.of("a", 1L)));
        assertThatThrownBy(() -> database.plan(Map.of("table", "odd.Odd \" Table", "columns", List.of("idd"))))
                .hasMessageContaining("has no column named 'idd'. Did you mean 'id'?");
    }

    @Test
    void aTableWithoutSchemaIsLookedForInTheConnectionsOwn() throws Exception {
        database.run(
                "create schema sales",
                "create table sales.t (v text)",
                "create table t (v text)",
                "insert into t values ('public')",
                "insert into sales.t values ('sales')");
        assertThat(database.rows(Map.of("table", "t"))).isEqualTo(List.of(List.of("public")));
        try (Source source = database.source(Map.of("schema", "sales"))) {
            for (Map<String, Object> extract :
                    List.<Map<String, Object>>of(Map.of("table", "t"), Map.of("query", "select v from t"))) {
                Form.Rows form = (Form.Rows) Database.plan(source, extract).form();
                assertThat(Database.rows(source, form, form.splits().get(0))).isEqualTo(List.of(List.of("sales")));
            }
        }
    }

    @Test
    void tablesAndViewsAreOffered() throws Exception {
        database.run(
                "create table users (id int)",
                "create view \"Active Users\" as select * from users",
                "create materialized view totals as select count(*) from users",
                "create schema sales",
                "create table sales.users (id int) partition by range (id)",
                "create table sales.users_1 partition of sales.users for values from (0) to (10)");
        try (Source source = database.source()) {
            assertThat(source.discover())
                    .containsExactly(
                            new Offer(
                                    "active_users",
                                    "public.Active Users (view)",
                                    Map.of("table", "public.Active Users")),
                            new Offer("totals", "public.totals (materialized view)", Map.of("table", "public.totals")),
                            new Offer("users", "public.users", Map.of("table", "public.users")),
                            new Offer("sales_users", "sales.users", Map.of("table", "sales.users")));
        }
    }

    @Test
    void partitionedTablesAreReadInPartsAndWhole() throws Exception {
        database.run(
                "create table t (id int, v text) partition by range (id)",
                "create table t_1 partition of t for values from (0) to (1000)",
                "create table t_2 partition of t for values from (1000) to (3000)",
                "insert into t select i, repeat('x', 100) from generate_series(0, 2999) i");
        assertThat(database.form(Map.of("table", "t")).splits()).hasSizeGreaterThan(10);
        assertThat(database.rows(Map.of("table", "t")).stream().map(row -> row.get(0)))
                .hasSize(3000)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPartitionThatIsMuchLargerThanTheOthersIsReadInParts() throws Exception {
        database.run(
                "create table t (id int, v text) partition by list (id)",
                "create table t_1 partition of t for values in (1)",
                "create table t_rest partition of t default",
                "insert into t values (1, 'only')",
                "insert into t select i, repeat('x', 1000) from generate_series(2, 2000) i",
                "create materialized view m as select * from t");
        for (String table : List.of("t", "m")) {
            assertThat(database.form(Map.of("table", table)).splits()).hasSizeGreaterThan(100);
            assertThat(database.rows(Map.of("table", table)).stream().map(row -> row.get(0)))
                    .hasSize(2000)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void valuesThatAreKeptOutsideOfThePagesCountAsPartOfThem() throws Exception {
        database.run(
                "create table t (id int, doc text)",
                "alter table t alter doc set storage external",
                "insert into t select i, repeat('x', 8000) from generate_series(1, 400) i");
        try (PostgresqlSource source = new PostgresqlSource(database.source().server(), Database.IMPATIENT, 1 << 20)) {
            Form.Rows form =
                    (Form.Rows) Database.plan(source, Map.of("table", "t")).form();
            assertThat(form.splits()).as("3 MB in 3 pages").hasSizeGreaterThan(1);
        }
    }

    @Test
    void onlyRowsThatMeetTheFilterLeaveTheServer() throws Exception {
        database.run(
                "create table t (id int, \"Gone At\" date, broken date)",
                "insert into t select i, case when i % 2 = 0 then current_date end, case when i = 2 then date 'infinity' end"
                        + " from generate_series(1, 5000) i");
        Map<String, Object> extract = Map.of("table", "t", "filter", " \"Gone At\" is null and id > 5 -- since then ");
        assertThat(database.form(extract).splits()).hasSizeGreaterThan(10);
        assertThat(database.rows(extract))
                .hasSize(2497)
                .allMatch(row -> (long) row.get(0) % 2 == 1 && (long) row.get(0) > 5);
        assertProject(Map.of("table", "t", "filter", "gone"), "column \"gone\" does not exist");
        assertProject(Map.of("table", "t", "filter", "true) union (select 1, null, null"), "syntax error");
        assertProject(Map.of("query", "select 1 as a", "filter", "a = 1"), "`filter` goes with `table`");
    }

    @Test
    void rowsThatAnIndexFindsAreNotLookedForInAllPages() throws Exception {
        database.run(
                "create table t (id int primary key, v text)",
                "insert into t select i, repeat('x', 200) from generate_series(1, 20000) i",
                "analyze t");
        assertThat(database.form(Map.of("table", "t", "filter", "id = 7")).splits())
                .hasSize(1);
        assertThat(database.rows(Map.of("table", "t", "filter", "id = 7"))).hasSize(1);
    }

    @Test
    void columnsThatNobodyWantsAreNotFetched() throws Exception {
        database.run(
                "create table t (id int, broken date, name text)",
                "insert into t values (1, 'infinity', 'a'), (2, null, 'b')");
        try (Source source = database.source()) {
            Form.Rows form =
                    (Form.Rows) Database.plan(source, Map.of("table", "t")).form();
            ArrayBatch batch = new ArrayBatch(form.columns(), 10);
            try (Reader reader = source.open(form.splits().get(0))) {
                int count = reader.read(new Few(batch, Set.of(0, 2)));
                batch.column(1).setNull(0);
                batch.column(1).setNull(1);
                assertThat(batch.rows(count))
                        .isEqualTo(List.of(Arrays.asList(1L, null, "a"), Arrays.asList(2L, null, "b")));
            }
            try (Reader reader = source.open(form.splits().get(0))) {
                assertThat(reader.read(new Few(new ArrayBatch(form.columns(), 10), Set.of())))
                        .isEqualTo(2);
            }
        }
    }

    /** A batch of which only some columns are looked at. */
    private record Few(Batch batch, Set<Integer> wanted) implements Batch {
        @Override
        public int capacity() {
            return batch.capacity();
        }

        @Override
        public boolean wants(int index) {
            return wanted.contains(index);
        }

        @Override
        public Vector column(int index) {
            assertThat(wanted).contains(index);
            return batch.column(index);
        }
    }

    @Test
    void mistakesInTheExtractAreTheProjects() throws Exception {
        database.run("create table users (id int)");
        assertProject(Map.of("table", "user"), "there is no table or view named 'user'. Did you mean 'users'?");
        assertProject(Map.of(), "`extract` takes exactly one of `table` and `query`.");
        assertProject(Map.of("query", "select nme from users"), "column \"nme\" does not exist.");
        assertProject(Map.of("query", "selct 1"), "syntax error at or near \"selct\".");
        assertProject(Map.of("query", "select * from usrs"), "relation \"usrs\" does not exist.");
        assertProject(Map.of("query", "select id, id as \"ID\" from users"), "two columns are named 'ID'.");
        assertProject(Map.of("query", "delete from users"), "the query returns no rows; it should be a select.");
    }

    @Test
    void nothingIsEverWritten() throws Exception {
        database.run(
                "create table users (id int)",
                "create function sneak() returns int language sql as 'insert into users values (1) returning id'");
        assertThatThrownBy(() -> database.rows(Map.of("query", "select sneak() as id")))
                .isInstanceOf(LevadaException.class)
                .hasMessageContaining("cannot execute INSERT in a read-only transaction");
        assertThat(database.value("select count(*) from users")).isEqualTo("0");
    }

    @Test
    void columnsThatChangeAfterThePlanAreNotRead() throws Exception {
        database.run("create table users (id int, name text)", "insert into users values (1, 'a')");
        try (Source source = database.source()) {
            Form.Rows form =
                    (Form.Rows) Database.plan(source, Map.of("table", "users")).form();
            database.run("alter table users alter id type bigint");
            assertThatThrownBy(() -> Database.rows(source, form, form.splits().get(0)))
                    .isInstanceOfSatisfying(LevadaException.class, e -> {
                        assertThat(e.code()).isEqualTo("source.changed");
                        assertThat(e.isRetryable()).isTrue();
                    });
        }
    }

    private void assertProject(Map<String, Object> extract, String message) {
        assertThatThrownBy(() -> database.plan(extract))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.blame()).isEqualTo(Blame.PROJECT))
                .hasMessageContaining("Connection 'crm': ")
                .hasMessageContaining(message);
    }
}
