package dev.levada.store.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.RemoteRows;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Store;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.TableVersion;
import dev.levada.testing.database.StagedRows;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the store asks of a server, and how it shares one with others. */
class ServersTest extends Fixture {
    @Test
    void tables_of_others_and_of_other_projects_are_left_alone() {
        warehouse.run("create table mart__users (id int)");
        assertThatThrownBy(() -> staged("r1", users(0, 1)))
                .hasMessageContaining("There is a table mart.users in the database already");
        warehouse.run("drop table mart__users");
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
    void who_only_looks_makes_nothing() {
        Store looking = store("shop", Access.LOOK, Map.of());
        assertThat(looking.head(USERS)).isEmpty();
        assertThat(looking.tables()).isEmpty();
        assertThat(looking.tokens()).isEmpty();
        assertThat(warehouse.value("select count(*) from information_schema.tables where table_schema = database()"))
                .isEqualTo("0");
    }

    @Test
    void a_user_without_rights_is_told_what_it_needs() throws SQLException {
        warehouse.run(
                "create user poor_" + warehouse.name() + " identified by 'poor'",
                "grant select on " + warehouse.name() + ".* to poor_" + warehouse.name());
        Store poor = store("shop", Access.WRITE, Map.of("user", "poor_" + warehouse.name(), "password", "poor"));
        assertThatThrownBy(() ->
                        poor.stage(new StageRequest(USERS, "r1", List.of(ID), List.of(), Map.of(), Scope.INCREMENT)))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.privilege"))
                .hasMessageContaining("The user needs `select, insert, update, delete, create, alter, drop, index");
        warehouse.run("drop user poor_" + warehouse.name());
    }

    @Test
    void the_rights_that_are_named_are_enough() throws IOException {
        String user = "just_" + warehouse.name();
        warehouse.run(
                "create user " + user + " identified by 'just'",
                "grant select, insert, update, delete, create, alter, drop, index, trigger, create temporary tables on "
                        + warehouse.name() + ".* to " + user);
        Store just = store("shop", Access.WRITE, Map.of("user", user, "password", "just"));
        Staged staged = rows.in(
                just.stage(new StageRequest(USERS, "r1", List.of(ID), List.of(), Map.of(), Scope.INCREMENT)),
                List.of(List.of(1L)));
        TableVersion made = just.publish(publication(staged, WriteMode.APPEND, Optional.empty()));
        RemoteRows remote = just.scan(made).remote().orElseThrow();
        assertThat(remote.near(StagedRows.of(List.of(ID), List.of(List.of(1L)))).rows())
                .isEqualTo(1);
        warehouse.run("insert into mart__users values (2)");
        assertThat(just.head(USERS).orElseThrow().rows()).isEqualTo(2);
        assertThat(read(just.scan(just.head(USERS).orElseThrow()).remote().orElseThrow(), "id"))
                .hasSize(2);
        warehouse.run("drop user " + user);
    }

    @Test
    void servers_that_are_too_old_are_told_apart() {
        assertThat(MysqlWatch.isOlder("10.5.29-MariaDB", 10, 6)).isTrue();
        assertThat(MysqlWatch.isOlder("10.6.1-MariaDB", 10, 6)).isFalse();
        assertThat(MysqlWatch.isOlder("11.4.5-MariaDB", 10, 6)).isFalse();
        assertThat(MysqlWatch.isOlder("8.0.22", 8, 0, 23)).isTrue();
        assertThat(MysqlWatch.isOlder("8.0.23-0ubuntu1", 8, 0, 23)).isFalse();
        assertThat(MysqlWatch.isOlder("8.4.0", 8, 0, 23)).isFalse();
    }
}
