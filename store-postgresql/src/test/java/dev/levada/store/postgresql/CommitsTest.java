package dev.levada.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Prepared;
import dev.levada.store.RemoteRows;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Store;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.TableCommit;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile;
import dev.levada.testing.database.StagedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What becomes visible, when, and what is remembered of it. */
class CommitsTest extends Fixture {
    @Test
    void rows_are_added_replaced_and_read_by_their_places() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, 5));
        Staged second = staged("r2", users(10, 12)).replacing(places(placesOf(1L, 3L)));
        TableVersion made = publish(second, WriteMode.UPSERT);

        assertThat(made.rows()).isEqualTo(5);
        assertThat(store().head(USERS)).contains(made);
        assertThat(read(remote(), "name", "id").stream().map(row -> row.subList(0, 2)))
                .containsExactlyInAnyOrder(
                        List.of("user 0", 0L),
                        List.of("user 2", 2L),
                        List.of("user 4", 4L),
                        List.of("user 10", 10L),
                        List.of("user 11", 11L));
        assertThat(warehouse.value("select count(*) from pg_class where relnamespace = 'levada_staging'::regnamespace"))
                .isEqualTo("0");
        assertThat(Files.exists(second.staging().folder())).isFalse();
    }

    @Test
    void rows_that_get_lost_on_their_way_are_noticed() {
        Staged staged = staged("r1", users(0, 5));
        WrittenFile file = staged.files().get(0);
        WrittenFile larger = new WrittenFile(file.path(), 6, file.bytes(), Map.of(), Map.of());
        Staged more = new Staged(staged.staging(), List.of(larger), Map.of());

        assertThatThrownBy(() -> publish(more, WriteMode.APPEND))
                .hasMessageContaining("of 6 staged rows of mart.users 5 arrived");
        assertThat(store().head(USERS)).isEmpty();
        assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("0");
    }

    @Test
    void of_two_runs_on_one_base_the_later_fails_and_changes_nothing() {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
        Prepared mine = store().prepare(publication(staged("r2", users(5, 6)), WriteMode.APPEND, Optional.of(base)));
        publish("r3", WriteMode.APPEND, users(6, 7));

        assertThatThrownBy(() -> store().commit(List.of(mine)))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.conflict"))
                .hasMessageContaining("run r3 committed to it");
        assertThat(warehouse.value("select count(*) from mart.users")).isEqualTo("6");
        assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("0");
    }

    @Test
    void what_others_write_is_noticed_and_stands_for_a_commit() throws IOException {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
        Staged mine = staged("r2", users(5, 6)).replacing(places(placesOf(1L)));
        Prepared prepared = store().prepare(publication(mine, WriteMode.UPSERT, Optional.of(base)));
        Map<?, ?> tokens = store().tokens();
        warehouse.run("update mart.users set name = 'x' where id = 1", "insert into mart.users values (7, 'y')");

        assertThatThrownBy(() -> store().commit(List.of(prepared)))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.conflict"))
                .hasMessageContaining("another program wrote to it");
        assertThatThrownBy(() -> read(store().scan(base).remote().orElseThrow(), "id"))
                .hasMessageContaining("Version " + base.id() + " of mart.users is gone")
                .hasMessageContaining("a table in PostgreSQL has no past");
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
    void a_table_that_was_rewritten_or_dropped_is_noticed() throws IOException {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
        warehouse.run("vacuum full mart.users");
        TableVersion head = store().head(USERS).orElseThrow();
        assertThat(head.id()).isNotEqualTo(base.id());
        assertThat(store().commits(USERS, Optional.empty(), Optional.of(base.id())))
                .extracting(TableCommit::kind)
                .containsExactly(TableCommit.Kind.MAINTENANCE);
        assertThat(store().head(USERS)).contains(head);

        warehouse.run("drop table mart.users");
        assertThat(store().head(USERS)).isEmpty();
        publish("r2", WriteMode.APPEND, users(0, 3));
        assertThat(read(remote(), "id")).hasSize(3);
    }

    @Test
    void rows_near_keys_are_found_by_an_index_that_the_next_commit_makes() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, 1000));
        RemoteRows near = remote().near(
                        StagedRows.of(List.of(ID), List.of(List.of(3L), List.of(3L), List.of(77L), List.of(5000L))));
        assertThat(near.rows()).isEqualTo(2);
        assertThat(read(near, "name").stream().map(row -> row.get(0))).containsExactly("user 3", "user 77");
        RemoteRows many = remote().near(StagedRows.of(
                List.of(ID),
                users(0, 900).stream().map(row -> row.subList(0, 1)).toList()));
        assertThat(many.rows()).isEqualTo(1000);

        publish("r2", WriteMode.UPSERT, users(1000, 1001));
        assertThat(warehouse.value("select indexdef from pg_indexes where tablename = 'users'"))
                .endsWith("USING btree (id)");
        remote().near(StagedRows.of(List.of(ID), List.of(List.of(3L))));
        publish("r3", WriteMode.UPSERT, users(1001, 1002));
        assertThat(warehouse.value("select count(*) from pg_indexes where tablename = 'users'"))
                .isEqualTo("1");
    }

    @Test
    void columns_are_added_widened_and_dropped_with_the_rows() throws IOException {
        Column small = new Column("n", Primitive.INTEGER);
        publish(staged("r1", List.of(ID, small), Scope.INCREMENT, List.of(List.of(1L, 2L))), WriteMode.APPEND);
        Column wide = new Column("n", Primitive.BIGINT);
        publish(
                staged("r2", List.of(ID, wide, NAME), Scope.INCREMENT, List.of(List.of(2L, 1L << 40, "a"))),
                WriteMode.APPEND);
        assertThat(read(remote(), "id", "n", "name").stream()
                        .map(row -> row.subList(1, 3).toString()))
                .containsExactlyInAnyOrder("[2, null]", "[1099511627776, a]");

        publish(staged("r3", List.of(NAME), Scope.ANEW, List.of(List.of("b"))), WriteMode.OVERWRITE);
        assertThat(warehouse.value("select string_agg(attname, ',') from pg_attribute where attrelid ="
                        + " 'mart.users'::regclass and attnum > 0 and not attisdropped"))
                .isEqualTo("name");
    }

    @Test
    void a_run_is_found_by_what_it_committed_and_swept_of_what_it_did_not() {
        TableVersion first = publish("r1", WriteMode.APPEND, users(0, 5));
        store().prepare(publication(staged("r2.1", users(5, 9)), WriteMode.APPEND, Optional.of(first)));
        assertThat(store().committedBy("r1", USERS)).contains(first);
        assertThat(store().committedBy("r2.1", USERS)).isEmpty();
        assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("1");

        store().sweep("r2");
        assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("0");
        assertThat(warehouse.value("select count(*) from pg_class where relnamespace = 'levada_staging'::regnamespace"
                        + " and relkind = 'r'"))
                .isEqualTo("0");
        assertThat(folder.resolve("r2.1")).doesNotExist();
    }

    @Test
    void a_session_that_ends_at_the_commit_leaves_nothing() {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
        warehouse.run(
                "create function mart.die() returns trigger language plpgsql as $$ begin perform"
                        + " pg_terminate_backend(pg_backend_pid()); return null; end $$",
                "create constraint trigger die after insert on mart.users deferrable initially deferred for each row"
                        + " execute function mart.die()");

        assertThatThrownBy(() -> publish("r2", WriteMode.APPEND, users(5, 6)))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.isRetryable()).isTrue());
        assertThat(store().head(USERS)).contains(base);
        assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("0");
    }

    @Test
    void tables_of_others_and_of_other_projects_are_left_alone() {
        warehouse.run("create schema mart", "create table mart.users (id int)");
        assertThatThrownBy(() -> staged("r1", users(0, 1)))
                .hasMessageContaining("There is a table mart.users in the database already");
        warehouse.run("drop table mart.users");
        publish("r1", WriteMode.APPEND, users(0, 5));
        Store other = store("bank", Access.WRITE, Map.of());
        assertThatThrownBy(() -> other.head(USERS)).hasMessageContaining("belongs to the project 'shop'");
        assertThat(other.tables()).isEmpty();
        assertThat(store().tables()).containsExactly(USERS);
    }

    @Test
    void programs_may_begin_at_once_in_an_empty_database() throws Exception {
        ExecutorService programs = Executors.newFixedThreadPool(4);
        try {
            List<Future<TableVersion>> made = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                AssetName table = new AssetName("mart", "t" + i);
                Store store = store("shop", Access.WRITE, Map.of());
                made.add(programs.submit(() -> {
                    Staged staged = rows.in(
                            store.stage(
                                    new StageRequest(table, "r", List.of(ID), List.of(), Map.of(), Scope.INCREMENT)),
                            List.of(List.of(1L)));
                    return store.publish(publication(staged, WriteMode.APPEND, Optional.empty()));
                }));
            }
            for (Future<TableVersion> each : made) {
                assertThat(each.get().rows()).isEqualTo(1);
            }
        } finally {
            programs.shutdown();
        }
        assertThat(store().tables()).hasSize(4);
    }

    @Test
    void several_tables_are_published_in_one_transaction_or_none_is() {
        AssetName other = new AssetName("mart", "others");
        Staged users = staged("r1", users(0, 3));
        Staged others = rows.in(
                store().stage(new StageRequest(other, "r1", List.of(ID), List.of(), Map.of(), Scope.INCREMENT)),
                List.of(List.of(1L)));
        List<Prepared> release = List.of(
                store().prepare(publication(others, WriteMode.APPEND, Optional.empty())),
                store().prepare(publication(users, WriteMode.APPEND, Optional.empty())));
        publish("r2", WriteMode.APPEND, users(5, 6));

        assertThatThrownBy(() -> store().commit(release)).hasMessageContaining("mart.users has changed");
        assertThat(store().head(other)).isEmpty();
        assertThat(warehouse.value("select to_regclass('mart.others') is null")).isEqualTo("t");
        assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("0");
    }

    @Test
    void who_only_looks_makes_nothing() {
        Store looking = store("shop", Access.LOOK, Map.of());
        assertThat(looking.head(USERS)).isEmpty();
        assertThat(looking.tables()).isEmpty();
        assertThat(looking.tokens()).isEmpty();
        assertThat(warehouse.value("select to_regnamespace('levada') is null")).isEqualTo("t");
    }

    @Test
    void a_role_without_rights_is_told_what_it_needs() {
        warehouse.run("create role poor login");
        Store poor = store("shop", Access.WRITE, Map.of("user", "poor"));
        assertThatThrownBy(() ->
                        poor.stage(new StageRequest(USERS, "r1", List.of(ID), List.of(), Map.of(), Scope.INCREMENT)))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.privilege"))
                .hasMessageContaining("User 'poor' needs `create` on the database");
        warehouse.run("drop role poor");
    }
}
