package dev.levada.connector.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.Extent;
import dev.levada.api.LevadaException;
import dev.levada.api.Read.Meeting;
import dev.levada.testing.source.Incremental;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading on by a cursor. */
class SqliteCursorTest {
    @TempDir
    Path folder;

    private Crm crm;

    @BeforeEach
    void create() throws SQLException {
        crm = new Crm(folder);
        crm.run("create table events (id integer, at timestamp, n real, ok boolean, raw blob)");
    }

    @Test
    void aRunReadsOnFromTheLastValueAndRowsThatShareItAreNotReadTwice() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of());
        add(1, 5);
        assertThat(events.run()).containsExactlyInAnyOrder("1 a", "5 a");
        assertThat(events.plan().nothingNew()).isTrue();
        crm.run("insert into events (id, at) values (5, 'b'), (5, 'a'), (7, 'a'), (3, 'too late')");
        Extent next = events.plan();
        assertThat(next.range()).contains("id from 5 up to 7");
        assertThat(events.run()).containsExactlyInAnyOrder("5 a", "5 b", "7 a");
        assertThat(events.plan().nothingNew()).isTrue();
    }

    @Test
    void theUpperBoundIsFixedWhenTheRunIsPlanned() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of());
        add(1, 5);
        Extent planned = events.plan();
        crm.run("insert into events (id, at) values (5, 'b'), (6, 'a')");
        assertThat(events.read(planned)).containsExactlyInAnyOrder("1 a", "5 a");
        events.commit(planned);
        assertThat(events.run()).containsExactlyInAnyOrder("5 b", "6 a");
    }

    @Test
    void aLagFindsRowsThatCameLate() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of("lag", "3"));
        add(1, 10);
        assertThat(events.run()).hasSize(2);
        add(6, 7, 9, 12);
        assertThat(events.run()).containsExactlyInAnyOrder("7 a", "9 a", "12 a");
        add(8, 9, 10);
        assertThat(events.run()).containsExactlyInAnyOrder("9 a", "10 a");
    }

    @Test
    void aLagOfTimeIsTakenFromTheSpellingOfTheValues() throws Exception {
        Incremental events = new Incremental(
                crm::source, Meeting.ADD, Map.of("columns", List.of("at"), "cursor", "AT", "lag", "1 hour"));
        crm.run("insert into events (at) values ('2024-03-01 00:30:00.250')");
        assertThat(events.run()).hasSize(1);
        crm.run("insert into events (at) values ('2024-02-29 23:30:00.249'), ('2024-02-29 23:30:00.250')");
        assertThat(events.plan().range()).contains("at from 2024-02-29 23:30:00.250 up to 2024-03-01 00:30:00.250");
        assertThat(events.run()).containsExactly("2024-02-29 23:30:00.250");
    }

    @Test
    void theFirstRunBeginsAtTheInitialValue() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of("initial", "5", "lag", "100"));
        add(4, 5, 6);
        assertThat(events.run()).containsExactlyInAnyOrder("5 a", "6 a");
        assertThat(events.plan().nothingNew()).isTrue();
    }

    @Test
    void anExclusiveStartPassesOverTheLastValue() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of("start", "exclusive", "initial", "2"));
        add(1, 2, 5);
        assertThat(events.run()).containsExactlyInAnyOrder("2 a", "5 a");
        add(5, 6);
        assertThat(events.run()).containsExactly("6 a");
        assertThatThrownBy(ids(Meeting.ADD, Map.of("start", "exclusive", "lag", "1"))::plan)
                .hasMessageContaining("`lag` reads again what `start: exclusive` passes over.");
        assertThatThrownBy(events.with(Meeting.ADD, idsOf(Map.of()))::plan)
                .hasMessageContaining("read with `start: exclusive` so far")
                .hasMessageContaining("--full");
    }

    @Test
    void rowsWithoutAValueAreCountedAndReadOnce() throws Exception {
        Incremental events = ids(Meeting.ADD, Map.of());
        crm.run("insert into events (id, at) values (null, 'x'), (1, 'a')");
        assertThat(events.plan().notices())
                .containsExactly("rows without a value of the cursor 'id': 1. They are looked at in every run, and"
                        + " loaded if they are new.");
        assertThat(events.run()).containsExactlyInAnyOrder("null x", "1 a");
        assertThat(events.plan().nothingNew()).isTrue();
        crm.run("insert into events (id, at) values (null, 'x'), (null, 'y')");
        assertThat(events.run()).containsExactlyInAnyOrder("null x", "null y");
    }

    @Test
    void rowsThatWouldBeRememberedAndAreGoneWhenTheyAreReadFailARunWithoutAKey() throws Exception {
        add(1, 5);
        Incremental added = ids(Meeting.ADD, Map.of());
        Incremental keyed = ids(Meeting.RECOGNISE, Map.of());
        Extent planned = added.plan();
        Extent recognised = keyed.plan();
        crm.run("delete from events where id = 5");
        assertThatThrownBy(() -> added.read(planned))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.isRetryable()).isTrue())
                .hasMessageContaining("changed or deleted before they were read. Run again.");
        assertThat(keyed.read(recognised)).containsExactly("1 a");
    }

    @Test
    void tooManyRowsAtTheLastValueNeedAKey() throws Exception {
        crm.run("insert into events (id, at) with recursive n(i) as (select 1 union all select i + 1 from n where i"
                + " < 10001) select 5, i from n");
        assertThatThrownBy(ids(Meeting.ADD, Map.of())::plan)
                .hasMessageContaining("more than 10000 rows have values of the cursor 'id' between 5 and 5")
                .hasMessageContaining("`write: {mode: upsert, key: ...}`");
        Incremental keyed = ids(Meeting.RECOGNISE, Map.of());
        assertThat(keyed.run()).hasSize(10_001);
        add(5);
        assertThat(keyed.run()).as("a key tells which are new").hasSize(10_002);
    }

    @Test
    void rowsAreKnownByTheColumnsThatTheyHadWhenTheyWereRead() throws Exception {
        Incremental events = new Incremental(crm::source, Meeting.ADD, Map.of("cursor", "id"));
        add(1, 5);
        assertThat(events.run()).hasSize(2);
        crm.run("alter table events add column more text");
        add(5);
        assertThat(events.run()).hasSize(1);
        assertThat(events.plan().nothingNew()).isTrue();
        assertThatThrownBy(events.with(Meeting.ADD, idsOf(Map.of()))::plan)
                .hasMessageContaining("known by columns that are not read any more: n, ok, raw, more");
    }

    @Test
    void aQueryIsReadByACursorToo() throws Exception {
        Incremental events = new Incremental(
                crm::source, Meeting.ADD, Map.of("query", "select id * 2 as twice from events; ", "cursor", "twice"));
        add(1, 5);
        assertThat(events.run()).containsExactlyInAnyOrder("2", "10");
        add(4, 6);
        assertThat(events.run()).containsExactly("12");
    }

    @Test
    void fractionsAndQuotesAreHandedBackExactly() throws Exception {
        Incremental numbers = new Incremental(crm::source, Meeting.ADD, Map.of("columns", List.of("n"), "cursor", "n"));
        crm.run("insert into events (n, at) values (0.1, 'it''s'), (0.30000000000000004, 'a')");
        assertThat(numbers.run()).hasSize(2);
        crm.run("insert into events (n, at) values (0.3, 'late'), (0.30000000000000004, 'it''s; -- ?')");
        assertThat(numbers.run()).containsExactly("0.30000000000000004");
        Incremental texts = new Incremental(crm::source, Meeting.ADD, Map.of("columns", List.of("at"), "cursor", "at"));
        assertThat(texts.run()).hasSize(4);
        crm.run("insert into events (at) values ('late\nand new')");
        assertThat(texts.run()).containsExactly("late\nand new");
        assertThat(texts.plan().nothingNew()).isTrue();
    }

    @Test
    void aCursorThatCannotBeReadByIsRefused() throws Exception {
        assertWrong(Map.of("cursor", "idd"), "there is no column named 'idd' among those that are read");
        assertWrong(Map.of("cursor", "ok"), "the cursor 'ok' is of the type BOOLEAN");
        assertWrong(Map.of("cursor", "raw"), "the cursor 'raw' is of the type BLOB");
        assertWrong(Map.of("lag", "1 hour"), "`lag` goes with `cursor`");
        assertWrong(Map.of("initial", "1"), "`initial` goes with `cursor`");
        assertWrong(Map.of("start", "exclusive"), "`start` goes with `cursor`");
        assertWrong(Map.of("cursor", "id", "lag", "soon"), "`lag` is 'soon'; it should be a length of time");
        assertWrong(Map.of("cursor", "id", "initial", "first"), "`initial` is 'first', but the cursor 'id' holds");
        assertWrong(Map.of("cursor", "at", "initial", "1.2.2024"), "`initial` is '1.2.2024', but the cursor 'at'");
        assertThatThrownBy(ids(Meeting.REPLACE, Map.of())::plan)
                .hasMessageContaining("this mode takes the place of what was read before");
        add(1);
        assertWrong(
                Map.of("cursor", "id", "lag", "1 hour"), "`lag` cannot be taken from 1, a value of the cursor 'id'");
        assertWrong(Map.of("cursor", "at", "lag", "1 hour"), "`lag` cannot be taken from a, a value");
        crm.run("insert into events (id, at) values ('one', 'a')");
        assertWrong(
                Map.of("cursor", "id"), "the cursor 'id' holds values of the kinds number and text, from '1' to 'one'");
    }

    @Test
    void aCheckpointOfAnotherCursorIsRefused() throws Exception {
        add(1, 5);
        Incremental events = ids(Meeting.ADD, Map.of());
        events.run();
        assertThatThrownBy(events.with(Meeting.ADD, Map.of("cursor", "at"))::plan)
                .hasMessageContaining("was read by the cursor 'id' so far, not by 'at'. Run with --full");
        Incremental whole = new Incremental(crm::source, Meeting.ADD, Map.of());
        whole.run();
        assertThatThrownBy(whole.with(Meeting.ADD, idsOf(Map.of()))::plan)
                .hasMessageContaining("the table was loaded without the cursor 'id'");
        crm.run("update events set id = 'no. ' || id", "create view v as select id || '' as id, at from events");
        assertThatThrownBy(events.with(Meeting.ADD, Map.of("query", "select * from v", "cursor", "id"))::plan)
                .hasMessageContaining("was of the type number when it was last read, up to 5, and is of the type text");
    }

    private Incremental ids(Meeting meeting, Map<String, Object> more) {
        return new Incremental(crm::source, meeting, idsOf(more));
    }

    private static Map<String, Object> idsOf(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("cursor", "id");
        all.put("columns", List.of("id", "at"));
        return all;
    }

    private void add(int... ids) throws SQLException {
        for (int id : ids) {
            crm.run("insert into events (id, at) values (" + id + ", 'a')");
        }
    }

    private void assertWrong(Map<String, Object> extract, String message) {
        assertThatThrownBy(new Incremental(crm::source, Meeting.ADD, extract)::plan)
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.blame()).isEqualTo(Blame.PROJECT);
                    assertThat(e.code()).isEqualTo("source.cursor");
                })
                .hasMessageStartingWith("Connection 'crm': " + message);
    }
}
