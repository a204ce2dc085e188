package dev.levada.store.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.store.Prepared;
import dev.levada.store.RemoteRows;
import dev.levada.store.Scope;
import dev.levada.store.Staged;
import dev.levada.store.TableCommit;
import dev.levada.store.TableVersion;
import dev.levada.testing.database.StagedRows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes visible, when, what is remembered of it, and what is left of what never became visible. */
class CommitsTest extends Fixture {
    private static final String COLUMNS = "select group_concat(column_name order by ordinal_position) from"
            + " information_schema.columns where table_schema = database() and table_name = 'mart__users'";
    private static final String WAITING = "select count(*) from information_schema.tables where table_schema ="
            + " database() and table_name like 'levada\\_rows%'";

    private void demandNothingLeft() {
        assertThat(warehouse.value("select count(*) from levada_steps")).isEqualTo("0");
        assertThat(warehouse.value("select count(*) from levada_stagings")).isEqualTo("0");
        assertThat(warehouse.value(WAITING)).isEqualTo("0");
    }

    private static void demandConflict(LevadaException failure) {
        assertThat(failure.code()).isEqualTo("store.conflict");
    }

    @Test
    void rows_are_added_replaced_and_read_by_their_places() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, 5));
        TableVersion made = publish(staged("r2", users(10, 12)).replacing(places(placesOf(1L, 3L))), WriteMode.UPSERT);

        assertThat(made.rows()).isEqualTo(5);
        assertThat(store().head(USERS)).contains(made);
        assertThat(read(remote(), "name", "id").stream().map(row -> row.get(1))).containsExactly(0L, 2L, 4L, 10L, 11L);
        assertThat(warehouse.value("select count(*) from mart__users where name = 'user 11'"))
                .isEqualTo("1");
        demandNothingLeft();
    }

    @Test
    void of_two_runs_on_one_base_the_later_fails_and_changes_nothing() {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
        Prepared mine = store().prepare(publication(staged("r2", users(5, 6)), WriteMode.APPEND, Optional.of(base)));
        publish("r3", WriteMode.APPEND, users(6, 7));

        assertThatThrownBy(() -> store().commit(List.of(mine)))
                .isInstanceOfSatisfying(LevadaException.class, CommitsTest::demandConflict)
                .hasMessageContaining("run r3 committed to it");
        assertThat(warehouse.value("select count(*) from mart__users")).isEqualTo("6");
        demandNothingLeft();
    }

    @Test
    void what_others_write_is_noticed_and_stands_for_a_commit() throws IOException {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
        Staged mine = staged("r2", users(5, 6)).replacing(places(placesOf(1L)));
        Prepared prepared = store().prepare(publication(mine, WriteMode.UPSERT, Optional.of(base)));
        Map<?, ?> tokens = store().tokens();
        warehouse.run("update mart__users set name = 'x' where id = 1", "insert into mart__users values (7, 'y')");

        assertThatThrownBy(() -> store().commit(List.of(prepared)))
                .isInstanceOfSatisfying(LevadaException.class, CommitsTest::demandConflict)
                .hasMessageContaining("another program wrote to it");
        assertThatThrownBy(() -> read(store().scan(base).remote().orElseThrow(), "id"))
                .hasMessageContaining("Version " + base.id() + " of mart.users is gone")
                .hasMessageContaining("a table in MariaDB has no past");
        assertThat(store().tokens()).isNotEqualTo(tokens);
        TableVersion head = store().head(USERS).orElseThrow();
        assertThat(head.id()).isNotEqualTo(base.id());
        assertThat(head.rows()).isEqualTo(6);
        assertThat(head.fact("levada.run-id")).contains("r1");
        TableCommit theirs = store().commits(USERS, Optional.of("at"), Optional.of(base.id()))
                .get(0);
        assertThat(theirs.facts()).isEmpty();
        assertThat(theirs.touched()).isEmpty();
        assertThat(read(remote(), "id")).hasSize(6);
    }

    @Test
    void a_row_that_another_changes_while_it_is_replaced_is_not_lost() throws Exception {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
        Staged mine = staged("r2", List.of()).replacing(places(placesOf(1L)));
        Prepared prepared = store().prepare(publication(mine, WriteMode.UPSERT, Optional.of(base)));
        try (Connection other = warehouse.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("update mart__users set name = 'theirs' where id = 1");
            Thread commit = new Thread(() -> assertThatThrownBy(() -> store().commit(List.of(prepared)))
                    .isInstanceOfSatisfying(LevadaException.class, CommitsTest::demandConflict));
            Failures failures = new Failures(commit);
            commit.start();
            awaitDelete(commit);
            other.commit();
            commit.join();
            failures.demandNone();
        }
        assertThat(warehouse.value("select name from mart__users where id = 1")).isEqualTo("theirs");
    }

    /** What went wrong in a thread. */
    private static final class Failures {
        private volatile Throwable failure;

        Failures(Thread thread) {
            thread.setUncaughtExceptionHandler((where, failed) -> failure = failed);
        }

        void demandNone() {
            assertThat(failure).isNull();
        }
    }

    /** Waits until the row is asked for, or nobody is left who will. */
    private void awaitDelete(Thread commit) throws InterruptedException {
        while (commit.isAlive()
                && warehouse
                        .value("select count(*) from information_schema.processlist where db = database() and info like"
                                + " 'delete from \"mart__users\"%'")
                        .equals("0")) {
            Thread.sleep(20);
        }
    }

    @Test
    void tables_that_were_emptied_or_dropped_are_noticed() throws IOException {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
        warehouse.run("truncate table mart__users");
        TableVersion head = store().head(USERS).orElseThrow();
        assertThat(head.id()).isNotEqualTo(base.id());
        assertThat(head.rows()).isZero();
        assertThat(store().head(USERS)).contains(head);

        Map<?, ?> tokens = store().tokens();
        warehouse.run("drop table mart__users");
        assertThat(store().tokens()).isNotEqualTo(tokens);
        assertThat(store().head(USERS)).isEmpty();
        publish("r2", WriteMode.APPEND, users(0, 3));
        assertThat(read(remote(), "id")).hasSize(3);
    }

    @Test
    void rows_near_keys_are_found_by_an_index_that_the_next_commit_makes() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, 1000));
        List<Column> key = List.of(ID, NAME);
        RemoteRows near = remote().near(StagedRows.of(
                key, List.of(List.of(3L, "user 3"), List.of(3L, "user 3"), List.of(77L, "user 77"), List.of(7L, "x"))));
        assertThat(near.rows()).isEqualTo(2);
        assertThat(read(near, "name").stream().map(row -> row.get(0))).containsExactly("user 3", "user 77");
        assertThat(remote().near(StagedRows.of(key, users(0, 900))).rows()).isEqualTo(1000);

        String indexes =
                "select group_concat(column_name order by seq_in_index) from information_schema.statistics where"
                        + " table_schema = database() and table_name = 'mart__users' and index_name <> 'PRIMARY'";
        publish("r2", WriteMode.UPSERT, users(1000, 1001));
        assertThat(warehouse.value(indexes)).isEqualTo("id,name");
        remote().near(StagedRows.of(key, users(3, 4)));
        publish("r3", WriteMode.UPSERT, users(1001, 1002));
        assertThat(warehouse.value(indexes)).isEqualTo("id,name");
    }

    @Test
    void columns_are_added_widened_changed_and_dropped_with_the_rows() throws IOException {
        Column small = new Column("n", Primitive.INTEGER);
        publish(staged("r1", List.of(ID, small), Scope.INCREMENT, List.of(List.of(1L, 2L))), WriteMode.APPEND);
        warehouse.run("alter table mart__users modify n int not null comment 'how many'");
        Column wide = new Column("N", Primitive.BIGINT);
        publish(
                staged("r2", List.of(ID, wide, NAME), Scope.INCREMENT, List.of(List.of(2L, 1L << 40, "a"))),
                WriteMode.APPEND);
        assertThat(read(remote(), "id", "N", "name").stream()
                        .map(row -> row.subList(1, 3).toString()))
                .containsExactlyInAnyOrder("[2, null]", "[1099511627776, a]");
        assertThat(warehouse.value(COLUMNS)).isEqualTo("levada_row,id,N,name");
        assertThat(
                        warehouse.value(
                                "select concat(data_type, is_nullable, column_comment) from information_schema.columns"
                                        + " where table_schema = database() and table_name = 'mart__users' and column_name = 'N'"))
                .isEqualTo("bigintNOhow many");
        warehouse.run("alter table mart__users modify N bigint");

        Column text = new Column("n", Primitive.VARCHAR);
        publish(staged("r3", List.of(NAME, text), Scope.ANEW, List.of(List.of("b", "c"))), WriteMode.OVERWRITE);
        assertThat(warehouse.value(COLUMNS)).isEqualTo("levada_row,name,n");
        assertThat(read(remote(), "name", "n").get(0)).startsWith("b", "c");
        demandNothingLeft();
    }

    @Test
    void what_was_made_for_rows_that_did_not_come_is_taken_back() {
        publish("r1", WriteMode.APPEND, users(0, 5));
        warehouse.run("alter table mart__users add constraint few check (id < 100)");
        Column more = new Column("more", Primitive.DATE);
        assertThatThrownBy(() -> publish(
                        staged("r2", List.of(ID, NAME, more), Scope.INCREMENT, List.of(List.of(200L, "x", 1L))),
                        WriteMode.APPEND))
                .hasMessageContaining("CONSTRAINT `few` failed");

        assertThat(warehouse.value(COLUMNS)).isEqualTo("levada_row,id,name");
        demandNothingLeft();
    }

    @Test
    void what_a_killed_run_made_is_taken_back_by_the_next_or_when_it_is_swept() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, 5));
        String users = warehouse.value("select id from levada_tables where schema_name = 'mart'");
        warehouse.run(
                "insert into levada_steps (table_id, run_id, kind, name) values (" + users
                        + ", 'r2.1', 'ADDED', 'more')",
                "alter table mart__users add column more int",
                "insert into levada_tables (project, schema_name, table_name) values ('shop', 'mart', 'others')",
                "insert into levada_steps (table_id, run_id, kind, name) select id, 'r2', 'MADE', '' from levada_tables"
                        + " where table_name = 'others'",
                "create table mart__others (id int)");
        assertThat(store().tables()).containsExactly(USERS);
        store().sweep("r2");
        assertThat(warehouse.value(COLUMNS)).isEqualTo("levada_row,id,name");
        assertThat(warehouse.value(
                        "select count(*) from information_schema.tables where table_name = 'mart__others' and"
                                + " table_schema = database()"))
                .isEqualTo("0");
        demandNothingLeft();

        warehouse.run(
                "insert into levada_steps (table_id, run_id, kind, name) values (" + users + ", 'r3', 'ADDED', 'n')",
                "alter table mart__users add column n int");
        publish(
                staged(
                        "r4",
                        List.of(ID, NAME, new Column("n", Primitive.VARCHAR)),
                        Scope.INCREMENT,
                        List.of(List.of(9L, "nine", "x"))),
                WriteMode.APPEND);
        assertThat(read(remote(), "n").get(5)).startsWith("x");
        demandNothingLeft();
    }

    @Test
    void what_a_commit_decided_is_finished_by_whoever_looks_next() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, 5));
        String users = warehouse.value("select id from levada_tables where schema_name = 'mart'");
        warehouse.run(
                "set @levada_writing = 1",
                "alter table mart__users add column levada_9 longtext, add column old int",
                "update mart__users set levada_9 = concat('new ', id)",
                "insert into levada_steps (table_id, kind, name, successor) values (" + users
                        + ", 'SUCCEED', 'name', 'levada_9'), (" + users + ", 'DROP', 'old', null), (" + users
                        + ", 'DROP', 'gone', null)");
        assertThat(store().head(USERS)).isPresent();
        assertThat(warehouse.value(COLUMNS)).isEqualTo("levada_row,id,name");
        assertThat(read(remote(), "name").get(0)).startsWith("new 0");
        demandNothingLeft();
    }

    @Test
    void columns_of_others_are_left_alone() {
        publish("r1", WriteMode.APPEND, users(0, 5));
        warehouse.run("alter table mart__users add column note int default 5");
        publish("r2", WriteMode.OVERWRITE, users(0, 3));
        assertThat(warehouse.value("select sum(note) from mart__users")).isEqualTo("15");
        Column note = new Column("Note", Primitive.VARCHAR);
        assertThatThrownBy(() -> publish(
                        staged("r3", List.of(ID, NAME, note), Scope.INCREMENT, List.of(List.of(9L, "x", "y"))),
                        WriteMode.APPEND))
                .hasMessageContaining("mart.users has a column 'Note' in the database already");
        assertThat(warehouse.value(COLUMNS)).isEqualTo("levada_row,id,name,note");
        demandNothingLeft();
    }

    @Test
    void a_table_is_not_read_before_what_its_commit_decided_is_done() {
        TableVersion head = publish("r1", WriteMode.APPEND, users(0, 5));
        RemoteRows remote = remote();
        warehouse.run(
                "insert into levada_steps (table_id, kind, name, successor) select id, 'SUCCEED', 'name', 'levada_9'"
                        + " from levada_tables where schema_name = 'mart'");
        assertThatThrownBy(() -> read(remote, "name"))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.isRetryable()).isTrue())
                .hasMessageContaining("Version " + head.id() + " of mart.users is gone");
        assertThat(store().head(USERS)).contains(head);
        demandNothingLeft();
    }
}
