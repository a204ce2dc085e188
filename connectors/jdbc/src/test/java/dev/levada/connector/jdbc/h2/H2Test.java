package dev.levada.connector.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Read.Meeting;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.connector.jdbc.Rig;
import dev.levada.testing.source.ArrayBatch;
import dev.levada.testing.source.Incremental;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2Test {
    private final Memory database = Memory.fresh();

    @TempDir
    Path folder;

    @Test
    void onlyChosenColumnsAreReadInTheOrderThatWasAskedFor() throws Exception {
        database.run("create table t (a int, \"b c\" varchar, d int)", "insert into t values (1, 'x', 2)");
        assertThat(database.rows(Map.of("table", "t", "columns", List.of("D", "B C"))))
                .isEqualTo(List.of(List.of(2L, "x")));
        assertThatThrownBy(() -> database.plan(Map.of("table", "t", "columns", List.of("bb"))))
                .hasMessageContaining("table t has no column named 'bb'");
        assertThatThrownBy(() -> database.plan(Map.of("table", "tt")))
                .hasMessage("Connection 'crm': there is no table or view named 'tt'. Did you mean 'T'?");
    }

    @Test
    void tablesOfOtherSchemasAreNamedWithTheirs() throws Exception {
        database.run(
                "create schema sales", "create table sales.orders (id int)", "insert into sales.orders values (7)");
        assertThat(database.rows(Map.of("table", "sales.orders"))).isEqualTo(List.of(List.of(7L)));
        try (Source source = database.source()) {
            assertThat(source.discover())
                    .extracting(offer -> offer.extract().get("table"))
                    .containsExactly("SALES.ORDERS");
        }
    }

    @Test
    void aQueryMustBeOneSelect() throws Exception {
        database.run("create table t (a int)");
        assertThatThrownBy(() -> database.plan(Map.of("query", "insert into t values (1)")))
                .hasMessageContaining("the query returns no rows; it should be a select");
        assertThatThrownBy(() -> database.plan(Map.of("query", "select nothing from t")))
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo("source.query");
                    assertThat(e.blame()).isEqualTo(Blame.PROJECT);
                })
                .hasMessageContaining("Connection 'crm': cannot read the query: ");
    }

    @Test
    void nothingThatAQueryWritesStays() throws Exception {
        database.run("create table t (a int)");
        assertThat(database.rows(Map.of("query", "select a from final table (insert into t values (1))")))
                .isEqualTo(List.of(List.of(1L)));
        assertThat(database.rows(Map.of("table", "t"))).isEmpty();
    }

    @Test
    void rowsAreMadeAsTheyAreRead() throws Exception {
        database.run("create schema empty");
        Map<String, Object> extract = Map.of("query", "select repeat('x', 1000000) as v from system_range(1, 1000000)");
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Rig.plan(source, extract).form();
            try (Reader reader = source.open(form.splits().get(0))) {
                assertThat(reader.read(new ArrayBatch(form.columns(), 3))).isEqualTo(3);
            }
        }
    }

    @Test
    void aReadShowsOneMomentThoughOthersWrite() throws Exception {
        database.run("create table t (a int)", "insert into t select x from system_range(1, 5000)");
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Rig.plan(source, Map.of("table", "t")).form();
            try (Reader reader = source.open(form.splits().get(0))) {
                ArrayBatch batch = new ArrayBatch(form.columns(), 10);
                assertThat(reader.read(batch)).isEqualTo(10);
                database.run("update t set a = -a", "insert into t values (-1)");
                assertThat(ArrayBatch.readAll(reader, form.columns(), 100))
                        .hasSize(4990)
                        .allMatch(row -> (long) row.get(0) > 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "bigint; 1; 2; 3; 2",
                "numeric(20, 5); 1.00001; 1.00002; 1.00003; 1.00002",
                "double precision; 0.1; 0.2; 0.30000000000000004; 0.2",
                "date; date '2024-01-01'; date '2024-01-31'; date '2024-02-01'; 2024-01-31",
                "timestamp(9); timestamp '2024-01-01 00:00:00'; timestamp '2024-01-01 00:00:00.000000001';"
                        + " timestamp '2024-01-01 00:00:00.000000002'; 2024-01-01 00:00:00.000000001",
                "timestamp with time zone; timestamp with time zone '2024-01-01 00:00:00+00';"
                        + " timestamp with time zone '2024-01-01 00:00:00.5-01';"
                        + " timestamp with time zone '2024-01-01 01:00:00.6+00'; 2024-01-01 01:00:00.5",
                "varchar; 'a'; 'b'; 'ş'; b"
            })
    void cursorsOfAllKindsReadOn(String type, String first, String second, String third, String words)
            throws Exception {
        database.run(
                "create table events (id int, c " + type + ")",
                "insert into events values (1, " + first + "), (2, " + second + ")");
        Incremental events = new Incremental(database::source, Meeting.ADD, Map.of("cursor", "c"));
        assertThat(events.plan().range()).hasValue("C from the beginning up to " + words);
        assertThat(events.run()).hasSize(2);
        assertThat(events.plan().nothingNew()).isTrue();
        database.run("insert into events values (3, " + third + "), (4, " + second + ")");
        assertThat(events.run()).extracting(row -> row.substring(0, 1)).containsExactlyInAnyOrder("3", "4");
    }

    @Test
    void aFilterHoldsForACursorsWindowToo() throws Exception {
        database.run(
                "create table events (id int, gone int)",
                "insert into events values (1, null), (2, 1), (3, null), (9, 1)");
        Incremental events = new Incremental(
                database::source,
                Meeting.ADD,
                Map.of("columns", List.of("ID"), "cursor", "id", "filter", "gone is null -- still there"));
        assertThat(events.run()).containsExactlyInAnyOrder("1", "3");
        database.run("insert into events values (3, 1), (4, null), (5, 1)");
        assertThat(events.run()).containsExactly("4");
        assertThat(events.plan().nothingNew()).isTrue();
    }

    @Test
    void theFirstRunBeginsWhereTheProjectSays() throws Exception {
        database.run(
                "create table events (id int, c timestamp with time zone)",
                "insert into events values (1, timestamp with time zone '2024-01-01 00:00:00+00:00'),"
                        + " (2, timestamp with time zone '2024-01-01 02:00:00+01:00')");
        Map<String, Object> extract = Map.of("cursor", "c", "initial", "2024-01-01T03:00:00+02:00");
        Incremental events = new Incremental(database::source, Meeting.ADD, extract);
        assertThat(events.run()).singleElement().asString().startsWith("2 ");
        assertThatThrownBy(() ->
                        new Incremental(database::source, Meeting.ADD, Map.of("cursor", "c", "initial", "soon")).plan())
                .hasMessage("Connection 'crm': `initial` is 'soon', but the cursor 'C' holds dates or times, such as"
                        + " 2024-01-31.");
    }

    @Test
    void aColumnWithoutAnOrderIsNoCursor() throws Exception {
        database.run("create table events (c varbinary)");
        assertThatThrownBy(() -> new Incremental(database::source, Meeting.ADD, Map.of("cursor", "c")).plan())
                .hasMessage(
                        "Connection 'crm': the cursor 'C' is of the type BLOB, which rows do not arrive in the order of."
                                + " Choose a column of numbers, dates, times or texts.");
    }

    @Test
    void aFileIsOpenedForReadingOnly() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("crm"), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table t as select 1 as a");
        }
        Settings settings = new Settings(Map.of("path", "crm.mv.db", "user", "sa"));
        try (Source source = new H2Connector().open("crm", settings, folder)) {
            Form.Rows form = (Form.Rows) Rig.plan(source, Map.of("table", "t")).form();
            assertThat(Rig.rows(source, form, form.splits().get(0))).isEqualTo(List.of(List.of(1L)));
            Form.Rows writing = (Form.Rows)
                    Rig.plan(source, Map.of("query", "select a from final table (insert into t values (2))"))
                            .form();
            assertThatThrownBy(() -> source.open(writing.splits().get(0))).hasMessageContaining("read only");
        }
    }

    @Test
    void wrongAddressesAreToldSo() {
        assertThatThrownBy(() -> new H2Connector().open("crm", new Settings(Map.of("path", "no.mv.db")), folder))
                .hasMessage("Connection 'crm': " + folder.resolve("no.mv.db") + " does not exist.");
        assertThatThrownBy(() -> new H2Connector().open("crm", new Settings(Map.of()), folder))
                .hasMessage("Connection 'crm': exactly one of `path` and `url` is needed.");
        assertThatThrownBy(() -> new H2Connector().open("crm", new Settings(Map.of("url", "h2:crm")), folder))
                .hasMessageContaining("the `url` should begin with jdbc:h2:");
        Settings absent = new Settings(Map.of("url", "jdbc:h2:" + folder.resolve("absent"), "user", "sa"));
        try (Source source = new H2Connector().open("crm", absent, folder)) {
            assertThatThrownBy(source::discover)
                    .as("nothing is made that is not there")
                    .isInstanceOfSatisfying(
                            LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.not-found"));
        }
    }

    @Test
    void aRefusedLoginSaysWhoToAskAndNoSecret() throws Exception {
        database.run("create user reader password 'right'");
        Settings settings = new Settings(Map.of("url", database.url(), "user", "reader", "password", "wrong-secret"));
        try (Source source = new H2Connector().open("crm", settings, folder)) {
            assertThatThrownBy(source::discover)
                    .isInstanceOfSatisfying(
                            LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.login"))
                    .hasMessageContaining("Check `user` and `password`.")
                    .hasMessageNotContaining("wrong-secret");
        }
    }
}
