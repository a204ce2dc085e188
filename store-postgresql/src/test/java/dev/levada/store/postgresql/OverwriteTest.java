package dev.levada.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.WriteMode;
import dev.levada.store.TableVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What belongs to a table survives all of its rows being replaced. */
class OverwriteTest extends Fixture {
    private static final int MANY = 12_000;

    private static final String BELONGINGS = """
            select coalesce((select string_agg(indexdef, ';' order by indexname) from pg_indexes
              where schemaname = 'mart'), '') || coalesce((select string_agg(conname || pg_get_constraintdef(oid), ';'
              order by conname) from pg_constraint where conrelid = 'mart.users'::regclass), '')
              || coalesce((select string_agg(grantee || privilege_type || is_grantable, ';' order by grantee, privilege_type)
              from information_schema.table_privileges where table_schema = 'mart' and table_name = 'users'), '')
              || coalesce(obj_description('mart.users'::regclass), '') || coalesce(col_description('mart.users'::regclass, 1),
              '') || coalesce((select obj_description(oid) from pg_class where relname = 'Users by name'), '')""";

    private String storage() {
        return warehouse.value("select 'mart.users'::regclass::oid");
    }

    private void furnish() {
        warehouse.run(
                "create role reader_" + warehouse.name(),
                "alter table mart.users add constraint users_pk primary key (id)",
                "create unique index \"Users by name\" on mart.users (lower(name) desc) where id >= 0",
                "create index users_both on mart.users (name, id) with (fillfactor = 70)",
                "alter table mart.users add constraint sane check (id >= 0)",
                "alter table mart.users alter column name set not null",
                "grant select, update on mart.users to reader_" + warehouse.name() + " with grant option",
                "grant select on mart.users to public",
                "comment on table mart.users is 'It''s all users'",
                "comment on column mart.users.id is 'the number'",
                "comment on index mart.\"Users by name\" is 'for the search'");
    }

    private void cleanUp() {
        warehouse.run("drop table mart.users cascade", "drop role reader_" + warehouse.name());
    }

    @Test
    void another_table_takes_its_place_with_all_that_belonged_to_it() {
        publish("r1", WriteMode.OVERWRITE, users(0, MANY));
        furnish();
        String before = warehouse.value(BELONGINGS);
        String table = storage();
        TableVersion made = publish("r2", WriteMode.OVERWRITE, users(5, MANY + 5));

        assertThat(storage()).isNotEqualTo(table);
        assertThat(warehouse.value(BELONGINGS)).isEqualTo(before).contains("users_pkPRIMARY KEY", "for the search");
        assertThat(warehouse.value("select min(id) || ' ' || count(*) from mart.users"))
                .isEqualTo("5 " + MANY);
        assertThat(store().head(USERS)).contains(made);
        warehouse.run("delete from mart.users where id = 7");
        assertThat(store().head(USERS).orElseThrow().id()).isNotEqualTo(made.id());
        cleanUp();
    }

    @Test
    void rows_are_exchanged_where_something_leans_on_the_table() {
        publish("r1", WriteMode.OVERWRITE, users(0, MANY));
        furnish();
        warehouse.run("create view mart.names as select name from mart.users");
        String before = warehouse.value(BELONGINGS);
        String table = storage();
        publish("r2", WriteMode.OVERWRITE, users(5, MANY + 5));

        assertThat(storage()).isEqualTo(table);
        assertThat(warehouse.value(BELONGINGS)).isEqualTo(before);
        assertThat(warehouse.value("select count(*) from mart.names")).isEqualTo("" + MANY);
        cleanUp();
    }

    @Test
    void rows_are_exchanged_where_somebody_does_not_let_go_of_the_table() throws SQLException {
        publish("r1", WriteMode.OVERWRITE, users(0, MANY));
        String table = storage();
        try (Connection reader = warehouse.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("select count(*) from mart.users").close();
            publish("r2", WriteMode.OVERWRITE, users(5, MANY + 5));
            reader.rollback();
        }
        assertThat(storage()).isEqualTo(table);
        assertThat(warehouse.value("select min(id) from mart.users")).isEqualTo("5");
    }

    @Test
    void readers_see_all_rows_of_one_version_and_hardly_wait() throws Exception {
        publish("r1", WriteMode.OVERWRITE, users(0, MANY));
        AtomicBoolean done = new AtomicBoolean();
        long[] longest = new long[1];
        StringBuilder seen = new StringBuilder();
        Thread reader = new Thread(() -> {
            try (Connection connection = warehouse.connect();
                    Statement statement = connection.createStatement()) {
                while (!done.get()) {
                    long begin = System.nanoTime();
                    try (var row = statement.executeQuery("select count(*), min(id) from mart.users")) {
                        row.next();
                        String state = row.getLong(1) + "/" + row.getLong(2);
                        if (seen.indexOf(state) < 0) {
                            seen.append(state).append(' ');
                        }
                    }
                    longest[0] = Math.max(longest[0], System.nanoTime() - begin);
                }
            } catch (SQLException e) {
                seen.append(e);
            }
        });
        reader.start();
        for (int i = 1; i <= 3; i++) {
            publish("r" + (i + 1), WriteMode.OVERWRITE, users(i, MANY + i));
        }
        done.set(true);
        reader.join();

        assertThat(seen.toString().trim().split(" "))
                .isSubsetOf(MANY + "/0", MANY + "/1", MANY + "/2", MANY + "/3")
                .contains(MANY + "/3");
        assertThat(longest[0] / 1_000_000)
                .as("milliseconds of the longest query")
                .isLessThan(5000);
    }
}
