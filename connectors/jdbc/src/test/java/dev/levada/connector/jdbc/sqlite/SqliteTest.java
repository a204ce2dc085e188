package dev.levada.connector.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Type;
import dev.levada.testing.source.ArrayBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest {
    @TempDir
    Path folder;

    private Crm crm;

    @BeforeEach
    void create() {
        crm = new Crm(folder);
    }

    @Test
    void onlyRowsThatMeetTheFilterAreRead() throws Exception {
        crm.run("create table t (id integer, gone text)", "insert into t values (1, null), (2, 'x')");
        Map<String, Object> extract = Map.of("table", "t", "filter", "gone is null -- still there");
        assertThat(crm.rows(extract)).hasToString("[[1, null]]");
        assertThatThrownBy(() -> crm.plan(Map.of("table", "t", "filter", "gnoe is null")))
                .hasMessageContaining("no such column: gnoe");
        assertThatThrownBy(() -> crm.plan(Map.of("query", "select 1", "filter", "1")))
                .hasMessageContaining("`filter` goes with `table`; a `query` has its own `where`.");
    }

    @Test
    void valuesThatDoNotFitTheirColumnAreDeliveredAsTheyAre() throws Exception {
        crm.run(
                "create table t (i integer, r real, d decimal(10, 2), b boolean, x blob, v varchar(3), n)",
                "insert into t values (1, 0.1, 12.34, 1, x'00ff', 'abc', 1.5)",
                "insert into t values ('one', 'much', 'free', 'maybe', 'text', 12345, x'c3bc')",
                "insert into t values (9007199254740993, 1e23, 1e300, 0, 7, x'00', null)",
                "insert into t values (null, 9e999, null, null, null, null, cast(x'41ff42' as text))");
        assertThat(crm.rows(Map.of("table", "t")))
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        List.of("1", "0.1", "12.34", "1", bytes(0, 0xff), "abc", "1.5"),
                        List.of("one", "much", "free", "maybe", bytes('t', 'e', 'x', 't'), "12345", "\\xC3\\xBC"),
                        Arrays.asList("9007199254740993", "1E+23", "1.0E300", "0", bytes('7'), "\\x00", null),
                        Arrays.asList(null, "Infinity", null, null, null, null, "A\\xFFB")));
    }

    @Test
    void realReplacementCharactersStayWhatTheyAre() throws Exception {
        crm.run("create table t (v text)", "insert into t values ('a\uFFFDş😀')");
        assertThat(crm.rows(Map.of("table", "t"))).isEqualTo(List.of(List.of("a\uFFFDş😀")));
    }

    @Test
    void declaredTypesAreSuggested() throws Exception {
        crm.run("create table t (a INTEGER, b int, c BIGINT, d REAL, e double precision, f NUMERIC(12,3), g decimal,"
                + " h BOOLEAN, i DATE, j datetime, k TIMESTAMP, l BLOB, m varchar(20), n, o interval,"
                + " p timestamp with time zone, q NUMERIC(50,2), r TINYINT(1), s decimal(5), t POINT)");
        Form.Rows form = (Form.Rows) crm.plan(Map.of("table", "t")).form();
        assertThat(form.suggested())
                .extracting(column -> column.type().sql())
                .containsExactly(
                        "BIGINT",
                        "BIGINT",
                        "BIGINT",
                        "DOUBLE",
                        "DOUBLE",
                        "DECIMAL(12,3)",
                        "DOUBLE",
                        "BOOLEAN",
                        "DATE",
                        "TIMESTAMP",
                        "TIMESTAMP",
                        "BLOB",
                        "VARCHAR",
                        "VARCHAR",
                        "VARCHAR",
                        "TIMESTAMPTZ",
                        "DOUBLE",
                        "BIGINT",
                        "DECIMAL(5,0)",
                        "VARCHAR");
        assertThat(form.columns())
                .allMatch(column ->
                        column.type() == Type.Primitive.VARCHAR || column.name().equals("l"));
    }

    @Test
    void aQueryIsReadAsItStands() throws Exception {
        crm.run("create table t (id integer, name text)", "insert into t values (1, 'a'), (2, 'b'), (3, 'b')");
        Map<String, Object> query =
                Map.of("query", "select name, count(*) as n, max(id) id from t group by 1 order by 1;");
        Form.Rows form = (Form.Rows) crm.plan(query).form();
        assertThat(form.suggested())
                .extracting(column -> column.name() + " " + column.type().sql())
                .containsExactly("name VARCHAR", "n VARCHAR", "id VARCHAR");
        assertThat(form.splits().get(0).source()).isEqualTo("crm query");
        assertThat(crm.rows(query)).isEqualTo(List.of(List.of("a", "1", "1"), List.of("b", "2", "3")));
    }

    @Test
    void columnsAreChosenByName() throws Exception {
        crm.run(
                "create table \"Odd \"\" Table\" (id integer, \"İ ad\" text)",
                "insert into \"Odd \"\" Table\" values (1, 'a')");
        Map<String, Object> extract = Map.of("table", "odd \" table", "columns", List.of("İ ad", "ID"));
        assertThat(crm.rows(extract)).isEqualTo(List.of(List.of("a", "1")));
        assertThatThrownBy(() -> crm.plan(Map.of("table", "Odd \" Table", "columns", List.of("idd"))))
                .hasMessage("Connection 'crm': table Odd \" Table has no column named 'idd'. Did you mean 'id'?");
    }

    @Test
    void mistakesInTheExtractAreTheProjects() throws Exception {
        crm.run("create table users (id integer)");
        assertProject(Map.of("table", "user"), "there is no table or view named 'user'. Did you mean 'users'?");
        assertProject(Map.of(), "`extract` takes exactly one of `table` and `query`.");
        assertProject(
                Map.of("table", "users", "query", "select 1"), "`extract` takes exactly one of `table` and `query`.");
        assertProject(
                Map.of("query", "select 1", "columns", List.of("a")),
                "`columns` goes with `table`; a `query` lists its columns itself.");
        assertProject(Map.of("query", "select nme from users"), "cannot read the query: no such column: nme");
        assertProject(Map.of("query", "selct 1"), "cannot read the query: near \"selct\": syntax error");
        assertProject(
                Map.of("query", "select id, id as ID from users"),
                "two columns are named 'ID'. Give one another name with `as`.");
        assertProject(Map.of("query", "delete from users"), "the query returns no rows; it should be a select.");
    }

    @Test
    void theDatabaseIsNeverCreatedNorWritten() throws Exception {
        assertThatThrownBy(() -> crm.source())
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo("source.not-found");
                    assertThat(e.blame()).isEqualTo(Blame.OUTSIDE);
                })
                .hasMessage("Connection 'crm': " + folder.resolve("crm.db") + " does not exist.");
        assertThat(folder.resolve("crm.db")).doesNotExist();

        crm.run("create table users (id integer)");
        assertThatThrownBy(() -> crm.rows(Map.of("query", "insert into users values (1) returning id")))
                .isInstanceOf(LevadaException.class)
                .hasMessageContaining("attempt to write a readonly database");
        assertThatThrownBy(() -> new SqliteConnector().open("crm", new Settings(Map.of("path", "cmr.db")), folder))
                .hasMessageEndingWith("Did you mean 'crm.db'?");
    }

    @Test
    void aFileThatIsNoDatabaseIsToldSo() throws IOException {
        Files.writeString(folder.resolve("crm.db"), "not a database, but long enough to look like one ".repeat(50));
        assertThatThrownBy(() -> crm.plan(Map.of("table", "users")))
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo("source.unreadable");
                    assertThat(e.blame()).isEqualTo(Blame.OUTSIDE);
                })
                .hasMessageContaining("file is not a database");
    }

    @Test
    void aDamagedDatabaseIsToldSo() throws Exception {
        crm.run("create table users (id integer, name text)");
        try (Connection connection = crm.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into users with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)"
                            + " select i, 'a name that takes some room ' || i from n");
        }
        byte[] bytes = Files.readAllBytes(folder.resolve("crm.db"));
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 20_000, (byte) 0x5a);
        Files.write(folder.resolve("crm.db"), bytes);
        assertThatThrownBy(() -> crm.rows(Map.of("table", "users")))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.blame()).isEqualTo(Blame.OUTSIDE))
                .hasMessageContaining("cannot read crm.users: ");
    }

    @Test
    void whatIsStillInTheLogIsReadAndChangesTheVersion() throws Exception {
        crm.run("pragma journal_mode = wal", "create table users (id integer)", "insert into users values (1)");
        assertThat(crm.rows(Map.of("table", "users"))).hasSize(1);
        try (Connection writer = crm.connect();
                Statement statement = writer.createStatement()) {
            String before = crm.plan(Map.of("table", "users")).version();
            statement.execute("insert into users values (2)");
            Extent after = crm.plan(Map.of("table", "users"));
            assertThat(after.version()).isNotEqualTo(before);
            assertThat(crm.rows(Map.of("table", "users"))).hasSize(2);
            assertThat(crm.plan(Map.of("table", "users")).version()).isEqualTo(after.version());
        }
    }

    @Test
    void aReadSeesTheMomentItBegan() throws Exception {
        crm.run(
                "pragma journal_mode = wal",
                "create table users (id integer)",
                "insert into users values (1), (2), (3), (4)");
        Form.Rows form = (Form.Rows) crm.plan(Map.of("table", "users")).form();
        try (Source source = crm.source();
                Reader reader = source.open(form.splits().get(0))) {
            assertThat(reader.read(new ArrayBatch(form.columns(), 1))).isOne();
            crm.run("delete from users where id > 2", "insert into users values (9)");
            assertThat(ArrayBatch.readAll(reader, form.columns(), 10))
                    .isEqualTo(List.of(List.of("2"), List.of("3"), List.of("4")));
        }
    }

    @Test
    void aTableThatChangedSinceItWasPlannedIsPlannedAgain() throws Exception {
        crm.run("create table users (id integer, name text)");
        Form.Rows form =
                (Form.Rows) crm.plan(Map.of("query", "select * from users")).form();
        crm.run("alter table users add column city text");
        try (Source source = crm.source()) {
            assertThatThrownBy(() -> source.open(form.splits().get(0)))
                    .isInstanceOfSatisfying(
                            LevadaException.class,
                            e -> assertThat(e.isRetryable()).isTrue())
                    .hasMessage("The columns of crm query changed just now. Run again.");
        }
    }

    @Test
    void tablesAndViewsAreOffered() throws Exception {
        crm.run(
                "create table \"Order Items\" (id integer primary key autoincrement)",
                "create table OrderItems (id integer)",
                "create view vips as select 1 as id");
        try (Source source = crm.source()) {
            assertThat(source.discover())
                    .extracting(offer -> offer.name() + ": " + offer.title() + " " + offer.extract())
                    .containsExactly(
                            "order_items: Order Items {table=Order Items}",
                            "order_items_2: OrderItems {table=OrderItems}",
                            "vips: vips (view) {table=vips}");
        }
    }

    @Test
    void pathsMayBeOdd() throws Exception {
        crm.run("create table users (id integer)", "insert into users values (1)");
        for (String name : new String[] {"a b.db", "a?mode=rwc.db", "a#b%20.db", "ığ.db"}) {
            Files.copy(folder.resolve("crm.db"), folder.resolve(name));
            try (Source source = new SqliteConnector().open("crm", new Settings(Map.of("path", name)), folder)) {
                assertThat(source.discover()).hasSize(1);
            }
        }
    }

    @Test
    void doublesAreSpelledAsShortAsTheyCanBe() {
        assertThat(SqliteCells.shortest(0.1)).isEqualTo("0.1");
        assertThat(SqliteCells.shortest(5)).isEqualTo("5.0");
        assertThat(SqliteCells.shortest(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        for (double number : new double[] {1e-44, 1.5e300, Double.MIN_VALUE, Double.MAX_VALUE}) {
            assertThat(Double.parseDouble(SqliteCells.shortest(number))).isEqualTo(number);
        }
        assertThat(SqliteCells.shortest(Math.scalb(1.0, -44)).length())
                .isLessThanOrEqualTo("5.684341886080802E-14".length());
    }

    private void assertProject(Map<String, Object> extract, String message) {
        assertThatThrownBy(() -> crm.plan(extract))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.blame()).isEqualTo(Blame.PROJECT))
                .hasMessageStartingWith("Connection 'crm': " + message);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
