package dev.levada.connector.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Read.Meeting;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.connector.jdbc.Rig;
import dev.levada.testing.source.ArrayBatch;
import dev.levada.testing.source.Incremental;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MariadbTest {
    private Maria database;

    @BeforeEach
    void create() throws Exception {
        database = Maria.fresh();
    }

    @Test
    void rowsComeAsTheyAreReadAndAreNotWaitedForWhenNobodyWantsThem() throws Exception {
        Map<String, Object> extract = Map.of("query", "select repeat('x', 1000000) as v from seq_1_to_400");
        String running =
                "select count(*) from information_schema.processlist where info like 'select repeat%' and db = '"
                        + database.database() + "'";
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Rig.plan(source, extract).form();
            try (Reader reader = source.open(form.splits().get(0))) {
                assertThat(reader.read(new ArrayBatch(form.columns(), 3))).isEqualTo(3);
                assertThat(database.value(running))
                        .as("the server still has rows to send")
                        .isEqualTo("1");
            }
        }
    }

    @Test
    void sessionsCannotWrite() throws Exception {
        database.run(
                "create table t (a int)",
                "create function f() returns int begin insert into t values (1); return 1; end");
        assertThatThrownBy(() -> database.rows(Map.of("query", "select f() as a")))
                .isInstanceOf(LevadaException.class)
                .hasMessageContaining("READ ONLY transaction");
        assertThat(database.rows(Map.of("table", "t"))).isEmpty();
    }

    @Test
    void namesOfAnyKindAreQuoted() throws Exception {
        database.run("create table `a``b \"c\"` (`x ``y` int, `select` int)", "insert into `a``b \"c\"` values (1, 2)");
        assertThat(database.rows(Map.of("table", "a`b \"c\"", "columns", List.of("select", "x `y"))))
                .isEqualTo(List.of(List.of(2L, 1L)));
    }

    @Test
    void whatIsNotThereIsToldWithWhatIsNearest() throws Exception {
        database.run("create table orders (id int, price int)");
        assertThatThrownBy(() -> database.plan(Map.of("table", "ordrs")))
                .hasMessage("Connection 'crm': there is no table or view named 'ordrs'. Did you mean 'orders'?");
        assertThatThrownBy(() -> database.plan(Map.of("table", "orders", "columns", List.of("prize"))))
                .hasMessage("Connection 'crm': table orders has no column named 'prize'. Did you mean 'price'?");
        assertThatThrownBy(() -> database.plan(Map.of("query", "select 1 as a, 2 as A")))
                .hasMessageContaining("two columns are named 'A'");
    }

    @Test
    void failuresSayWhatToDo() throws Exception {
        String reader = "reader_" + database.database();
        database.run(
                "create table secrets (a int)",
                "create table open_to_all (a int)",
                "create user " + reader + "@'%' identified by 'r'",
                "grant select on " + database.database() + ".open_to_all to " + reader + "@'%'");
        failure(Map.of("password", "wrong-password"), Map.of("table", "t"), "source.login", Blame.OUTSIDE, false);
        failure(Map.of("database", "nowhere"), Map.of("table", "t"), "source.not-found", Blame.OUTSIDE, false);
        failure(
                Map.of("user", reader, "password", "r"),
                Map.of("query", "select * from secrets"),
                "source.privilege",
                Blame.OUTSIDE,
                false);
        failure(Map.of(), Map.of("query", "select * form t"), "source.query", Blame.PROJECT, false);
        failure(Map.of("port", 1L), Map.of("table", "t"), "source.unreachable", Blame.OUTSIDE, true);
        failure(
                Map.of("statement_timeout", Duration.ofMillis(500)),
                Map.of("query", "select count(*) as n from seq_1_to_1000000 a, seq_1_to_1000000 b"),
                "source.timeout",
                Blame.OUTSIDE,
                true);
        failure(Map.of("sslmode", "verify-full"), Map.of("table", "t"), "source.unreachable", Blame.OUTSIDE, true);
    }

    private void failure(
            Map<String, Object> settings, Map<String, Object> extract, String code, Blame blame, boolean retryable) {
        try (Source source = database.source(settings, 2)) {
            assertThatThrownBy(() -> {
                        Form.Rows form = (Form.Rows) Rig.plan(source, extract).form();
                        source.open(form.splits().get(0)).close();
                    })
                    .isInstanceOfSatisfying(LevadaException.class, e -> {
                        assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                        assertThat(e.blame()).isEqualTo(blame);
                        assertThat(e.isRetryable()).isEqualTo(retryable);
                    })
                    .hasMessageStartingWith("Connection 'crm': cannot read ")
                    .hasMessageNotContaining("wrong-password");
        }
    }

    @Test
    void aSessionThatEndsInTheMiddleFailsClearly() throws Exception {
        database.run(
                "create table t (a int, b text)", "insert into t select seq, repeat('x', 60000) from seq_1_to_2000");
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows)
                    Rig.plan(source, Map.of("query", "select a, b from t")).form();
            try (Reader reader = source.open(form.splits().get(0))) {
                assertThat(reader.read(new ArrayBatch(form.columns(), 3))).isEqualTo(3);
                database.run("kill "
                        + database.value("select id from information_schema.processlist where db = '"
                                + database.database() + "' and id <> connection_id()"));
                assertThatThrownBy(() -> ArrayBatch.readAll(reader, form.columns(), 100))
                        .isInstanceOfSatisfying(LevadaException.class, e -> {
                            assertThat(e.code()).isEqualTo("source.unreachable");
                            assertThat(e.isRetryable()).isTrue();
                        })
                        .hasMessageContaining("cannot read crm query to its end, and cannot go on in the middle");
            }
        }
    }

    @Test
    void columnsThatChangedSinceThePlanAreNoticed() throws Exception {
        database.run("create table t (a int)");
        Extent planned = database.plan(Map.of("table", "t"));
        database.run("alter table t modify a bigint");
        try (Source source = database.source()) {
            assertThatThrownBy(() ->
                            source.open(((Form.Rows) planned.form()).splits().get(0)))
                    .hasMessage("The columns of crm.t changed just now. Run again.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "bigint unsigned; 1; 18446744073709551614; 18446744073709551615; 18446744073709551614",
                "decimal(20,5); 1.00001; 1.00002; 1.00003; 1.00002",
                "float; 0.1; 0.2; 0.3; 0.20000000298023224",
                "double; 0.1; 0.2; 0.30000000000000004; 0.2",
                "date; '2024-01-01'; '2024-01-31'; '2024-02-01'; 2024-01-31",
                "datetime(6); '2024-01-01'; '2024-01-01 00:00:00.000001'; '2024-01-01 00:00:00.000002';"
                        + " 2024-01-01 00:00:00.000001",
                "timestamp(6) null; '2024-01-01'; '2024-01-01 00:00:00.000001'; '2024-01-01 00:00:00.000002';"
                        + " 2024-01-01 00:00:00.000001",
                "varchar(9) character set latin1; 'a'; 'B'; 'c'; B"
            })
    void cursorsOfAllKindsReadOn(String type, String first, String second, String third, String words)
            throws Exception {
        database.run(
                "set time_zone = '+00:00'",
                "create table events (id int, c " + type + ")",
                "insert into events values (1, " + first + "), (2, " + second + ")");
        Incremental events = new Incremental(database::source, Meeting.ADD, Map.of("cursor", "c"));
        assertThat(events.plan().range()).hasValue("c from the beginning up to " + words);
        assertThat(events.run()).hasSize(2);
        assertThat(events.plan().nothingNew()).isTrue();
        database.run("set time_zone = '+00:00'", "insert into events values (3, " + third + "), (4, " + second + ")");
        assertThat(events.run()).extracting(row -> row.substring(0, 1)).containsExactlyInAnyOrder("3", "4");
    }

    @Test
    void aLagReadsLateRowsAgain() throws Exception {
        database.run(
                "create table events (id int, c datetime)",
                "insert into events values (1, '2024-01-01 10:00:00'), (2, '2024-01-01 12:00:00')");
        Incremental events = new Incremental(database::source, Meeting.ADD, Map.of("cursor", "c", "lag", "1 hour"));
        assertThat(events.run()).hasSize(2);
        database.run("insert into events values (3, '2024-01-01 11:30:00'), (4, '2024-01-01 10:30:00'), (5, null)");
        assertThat(events.run())
                .extracting(row -> row.substring(0, 1))
                .as("what is late by more than the lag is not looked at")
                .containsExactlyInAnyOrder("3", "5");
    }

    @Test
    void theFirstRunBeginsWhereTheProjectSaysInWhateverZone() throws Exception {
        database.run(
                "set time_zone = '+00:00'",
                "create table events (id int, c timestamp null)",
                "insert into events values (1, '2024-01-01 00:00:00'), (2, '2024-01-01 01:00:00')");
        Map<String, Object> extract = Map.of("cursor", "c", "initial", "2024-01-01T03:00:00+02:00");
        assertThat(new Incremental(database::source, Meeting.ADD, extract).run())
                .singleElement()
                .asString()
                .startsWith("2 ");
    }
}
