package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Read.Meeting;
import dev.levada.api.Split;
import dev.levada.testing.source.Incremental;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading on by a cursor. */
class PostgresqlCursorTest {
    private Database database;

    @BeforeEach
    void create() throws SQLException {
        database = Database.fresh()
                .run("create table events (id int, at timestamptz, note text, ok boolean, raw bytea, pad text)");
    }

    @Test
    void aRunReadsOnFromTheLastValueAndRowsThatShareItAreNotReadTwice() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of());
        database.run("insert into events (id, note) values (1, 'a'), (5, 'a')");
        assertThat(events.run()).containsExactlyInAnyOrder("1 a", "5 a");
        assertThat(events.plan().nothingNew()).isTrue();
        database.run("insert into events (id, note) values (5, 'b'), (5, 'a'), (7, 'a'), (3, 'too late')");
        assertThat(events.plan().range()).contains("id from 5 up to 7");
        assertThat(events.run()).containsExactlyInAnyOrder("5 a", "5 b", "7 a");
        assertThat(events.plan().nothingNew()).isTrue();
    }

    @Test
    void theUpperBoundIsFixedWhenTheRunIsPlanned() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of());
        database.run("insert into events (id, note) values (1, 'a'), (5, 'a')");
        Extent planned = events.plan();
        database.run("insert into events (id, note) values (5, 'b'), (6, 'a')");
        assertThat(events.read(planned)).containsExactlyInAnyOrder("1 a", "5 a");
        events.commit(planned);
        assertThat(events.run()).containsExactlyInAnyOrder("5 b", "6 a");
    }

    @ParameterizedTest
    @CsvSource({
        "timestamptz, 2024-03-01 00:30:00.25+00, 2024-02-29 23:30:00.249+00, 2024-02-29 23:30:00.25+00, 1 hour",
        "timestamp, 2024-03-01 00:30:00.000001, 2024-02-29 23:30:00, 2024-02-29 23:30:00.000001, 1 hour",
        "date, 2024-03-01, 2024-02-28, 2024-02-29, 1 day",
        "smallint, 100, 89, 90, 10",
        "bigint, 9223372036854775807, 9223372036854775796, 9223372036854775797, 10",
        "'numeric(20,5)', 1.50000, 1.24999, 1.25000, 0.25",
        "numeric, 12345678901234567890123.5, 12345678901234567890123.24, 12345678901234567890123.25, 0.25",
        "double precision, 1.5, 1.2, 1.25, 0.25",
        "real, 0.5, 0.1, 0.25, 0.25",
    })
    void aLagFindsRowsThatCameLate(String type, String last, String tooLate, String late, String lag) throws Exception {
        database.run("create table late (v " + type + ")", "insert into late values ('" + last + "')");
        Incremental values = new Incremental(
                database::source,
                Meeting.ADD,
                Map.of("query", "select v, v::text as t from late", "cursor", "V", "lag", lag));
        assertThat(values.run()).hasSize(1);
        database.run("insert into late values ('" + tooLate + "'), ('" + late + "')");
        assertThat(values.run()).singleElement().asString().endsWith(" " + late);
        assertThat(values.plan().nothingNew()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "uuid, 00000000-0000-0000-0000-000000000001, 00000000-0000-0000-0000-00000000000a",
        "text, it''s \\ ?, it''t",
        "varchar(20), a, b",
        "char(5), a, b",
        "name, a, infinity",
        "time, 10:00:00, 10:00:00.000001",
        "timestamp, 0044-03-15 00:00:00 BC, 10000-01-01 00:00:00",
    })
    void valuesAreHandedBackExactly(String type, String first, String second) throws Exception {
        database.run(
                "create table vs (v " + type + ")",
                "create index on vs (v)",
                "insert into vs values ('" + first + "')");
        Incremental values =
                new Incremental(database::source, Meeting.ADD, Map.of("query", "select v from vs", "cursor", "v"));
        assertThat(values.run()).hasSize(1);
        assertThat(values.plan().nothingNew()).isTrue();
        database.run("insert into vs values ('" + second + "')");
        assertThat(values.run()).hasSize(1);
        assertThat(values.plan().nothingNew()).isTrue();
    }

    @Test
    void theFirstRunBeginsAtTheInitialValue() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of("initial", "5", "lag", "100"));
        database.run("insert into events (id) values (4), (5), (6)");
        assertThat(events.run()).containsExactlyInAnyOrder("5 null", "6 null");
        assertThat(events.plan().nothingNew()).isTrue();
    }

    @Test
    void anExclusiveStartPassesOverTheLastValue() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of("start", "exclusive", "initial", "2"));
        database.run("insert into events (id) values (1), (2), (5)");
        assertThat(events.run()).containsExactlyInAnyOrder("2 null", "5 null");
        database.run("insert into events (id) values (5), (6)");
        assertThat(events.run()).containsExactly("6 null");
    }

    @Test
    void rowsWithoutAValueAreCountedAndReadOnce() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of());
        database.run("insert into events (id, note) values (null, 'x'), (1, 'a')");
        assertThat(events.plan().notices())
                .containsExactly("rows without a value of the cursor 'id': 1. They are looked at in every run, and"
                        + " loaded if they are new.");
        assertThat(events.run()).containsExactlyInAnyOrder("null x", "1 a");
        assertThat(events.plan().nothingNew()).isTrue();
        database.run("insert into events (id, note) values (null, 'x'), (null, 'y')");
        assertThat(events.run()).containsExactlyInAnyOrder("null x", "null y");
    }

    @Test
    void rowsThatWouldBeRememberedAndAreGoneWhenTheyAreReadFailARunWithoutAKey() throws Exception {
        database.run("insert into events (id, note) values (1, 'a'), (5, 'a')");
        Incremental added = ids(Meeting.ADD, Map.of());
        Incremental keyed = ids(Meeting.RECOGNISE, Map.of());
        Extent planned = added.plan();
        Extent recognised = keyed.plan();
        database.run("delete from events where id = 5");
        assertThatThrownBy(() -> added.read(planned))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.isRetryable()).isTrue())
                .hasMessageContaining("changed or deleted before they were read. Run again.");
        assertThat(keyed.read(recognised)).containsExactly("1 a");
    }

    @Test
    void tooManyRowsAtTheLastValueNeedAKey() throws Exception {
        database.run("insert into events (id, note) select 5, i::text from generate_series(1, 10001) i");
        assertThatThrownBy(ids(Meeting.ADD, Map.of())::plan)
                .hasMessageContaining("more than 10000 rows have values of the cursor 'id' between 5 and 5");
        Incremental keyed = ids(Meeting.RECOGNISE, Map.of());
        assertThat(keyed.run()).hasSize(10_001);
        database.run("insert into events (id) values (5)");
        assertThat(keyed.run()).as("a key tells which are new").hasSize(10_002);
    }

    @Test
    void rowsAreKnownThoughTheirColumnsComeToBeMoreOrWider() throws Exception {
        Incremental events = new Incremental(database::source, Meeting.ADD, Map.of("cursor", "id"));
        database.run("insert into events (id) values (1), (5)");
        assertThat(events.run()).hasSize(2);
        database.run("alter table events add column more text", "alter table events alter id type bigint");
        database.run("insert into events (id) values (5)");
        assertThat(events.run()).hasSize(1);
        assertThat(events.plan().nothingNew()).isTrue();
    }

    @Test
    void aSmallWindowOfALargeTableWithAnIndexIsReadByTheIndex() throws Exception {
        database.run(
                "alter table events alter pad set storage plain",
                "insert into events (id, pad) select i, repeat('x', 500) from generate_series(1, 5000) i",
                "create index on events (id)",
                "analyze events");
        Incremental events = ids(Meeting.ADD, Map.of());
        assertThat(splits(events.plan())).as("all of it, in parts").hasSizeGreaterThan(100);
        assertThat(events.run()).hasSize(5000);
        database.run("insert into events (id) values (5000), (5001), (5002)", "analyze events");
        Extent next = events.plan();
        assertThat(splits(next)).hasSize(2);
        for (Split split : splits(next)) {
            assertThat(plan(Part.of(split.token()))).doesNotContain("Seq Scan").contains("events_id_idx");
        }
        assertThat(events.read(next)).containsExactlyInAnyOrder("5000 null", "5001 null", "5002 null");
    }

    /** How the server reads a part. */
    private String plan(Part part) throws SQLException {
        String copy = part.copy(List.of("id", "note"));
        String select = copy.substring("copy (".length(), copy.lastIndexOf(") to stdout"));
        StringBuilder lines = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain " + select)) {
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }

    private static List<Split> splits(Extent extent) {
        return ((Form.Rows) extent.form()).splits();
    }

    @Test
    void aFilterHoldsForTheCursorToo() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of("filter", "ok or ok is null -- a remark"));
        database.run("insert into events (id, ok) values (1, true), (5, null), (9, false), (null, false)");
        Extent first = events.plan();
        assertThat(first.range()).contains("id from the beginning up to 5");
        assertThat(first.notices()).isEmpty();
        assertThat(events.run()).containsExactlyInAnyOrder("1 null", "5 null");
        database.run("insert into events (id, ok) values (5, false), (7, true), (8, false)");
        assertThat(events.run()).containsExactly("7 null");
    }

    @Test
    void aCursorThatCannotBeReadByIsRefused() throws Exception {
        assertWrong(Map.of("cursor", "idd"), "there is no column named 'idd' among those that are read");
        assertWrong(Map.of("cursor", "ok"), "the cursor 'ok' is of a type that rows do not arrive in the order of");
        assertWrong(Map.of("cursor", "raw"), "the cursor 'raw' is of a type");
        assertWrong(
                Map.of("cursor", "id", "initial", "first"),
                "`initial` is 'first', but the cursor 'id' is of the type int8");
        assertWrong(
                Map.of("cursor", "at", "initial", "1.31.2024x"),
                "`initial` is '1.31.2024x', but the cursor 'at' is of");
        assertWrong(Map.of("cursor", "at", "initial", "infinity"), "`initial` holds infinity");
        database.run("insert into events (id, at) values (1, '2024-01-01Z')");
        assertWrong(Map.of("cursor", "id", "lag", "1 hour"), "`lag` cannot be taken from 1, a value of the cursor");
        assertWrong(Map.of("cursor", "at", "lag", "5"), "`lag` cannot be taken from 2024-01-01 00:00:00+00");
        database.run("insert into events (id, at) values (1, 'infinity')");
        assertWrong(Map.of("cursor", "at"), "the cursor 'at' holds infinity, which no value comes after");
        assertThat(new Incremental(database::source, Meeting.ADD, Map.of("cursor", "at", "filter", "at < 'infinity'"))
                        .run())
                .hasSize(1);
    }

    @Test
    void aCheckpointOfAnotherTypeIsRefused() throws Exception {
        database.run("insert into events (id) values (1), (5)");
        Incremental events = ids(Meeting.ADD, Map.of());
        events.run();
        database.run("alter table events alter id type text");
        assertThatThrownBy(events::plan)
                .hasMessageContaining("was of the type int8 when it was last read, up to 5, and is of the type text");
    }

    private Incremental ids(Meeting meeting, Map<String, Object> more) {
        Map<String, Object> extract = new HashMap<>(more);
        extract.put("cursor", "id");
        extract.put("columns", List.of("id", "note"));
        return new Incremental(database::source, meeting, extract);
    }

    private void assertWrong(Map<String, Object> extract, String message) {
        assertThatThrownBy(new Incremental(database::source, Meeting.ADD, extract)::plan)
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.blame()).isEqualTo(Blame.PROJECT);
                    assertThat(e.code()).isEqualTo("source.cursor");
                })
                .hasMessageStartingWith("Connection 'crm': " + message);
    }
}
