package dev.levada.store.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.WriteMode;
import dev.levada.store.TableVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What belongs to a table survives all of its rows being replaced, and readers do not wait for it. */
class OverwriteTest extends Fixture {
    private static final int MANY = 12_000;

    @Test
    void indexes_constraints_grants_comments_views_and_triggers_stay() {
        publish("r1", WriteMode.OVERWRITE, users(0, MANY));
        String reader = "reader_" + warehouse.name();
        warehouse.run(
                "create user " + reader,
                "create table seen (id bigint)",
                "alter table mart__users modify id bigint not null comment 'the number'",
                "create unique index users_id on mart__users (id)",
                "create index `Users by name` on mart__users (name(20) desc) comment 'for the search'",
                "alter table mart__users add constraint sane check (id >= 0)",
                "alter table mart__users comment 'It''s all users'",
                "grant select, update on mart__users to " + reader,
                "create view names as select name from mart__users",
                "create trigger see after insert on mart__users for each row insert into seen values (new.id)");
        String before = belongings(reader);
        TableVersion made = publish("r2", WriteMode.OVERWRITE, users(5, MANY + 5));

        assertThat(belongings(reader))
                .isEqualTo(before)
                .contains(
                        "UNIQUE KEY `users_id`",
                        "for the search",
                        "sane",
                        "all users",
                        "the number",
                        "GRANT SELECT, UPDATE");
        assertThat(warehouse.value("select concat(min(id), ' ', count(*)) from mart__users"))
                .isEqualTo("5 " + MANY);
        assertThat(warehouse.value("select count(*) from names")).isEqualTo("" + MANY);
        assertThat(warehouse.value("select count(*) from seen")).isEqualTo("" + MANY);
        assertThat(store().head(USERS)).contains(made);
        warehouse.run("delete from mart__users where id = 7");
        assertThat(store().head(USERS).orElseThrow().id()).isNotEqualTo(made.id());
        warehouse.run("drop user " + reader);
    }

    private String belongings(String reader) {
        StringBuilder all = new StringBuilder();
        for (String sql : new String[] {"show create table mart__users", "show grants for " + reader}) {
            try (Connection connection = warehouse.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    all.append(row.getString(row.getMetaData().getColumnCount()))
                            .append('\n');
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return all.toString().replaceAll(" AUTO_INCREMENT=\\d+", "");
    }

    @Test
    void readers_see_all_rows_of_one_version_and_do_not_wait() throws Exception {
        publish("r1", WriteMode.OVERWRITE, users(0, MANY));
        AtomicBoolean done = new AtomicBoolean();
        long[] longest = new long[1];
        StringBuilder seen = new StringBuilder();
        Thread reader = new Thread(() -> {
            try (Connection connection = warehouse.connect();
                    Statement statement = connection.createStatement()) {
                boolean isLast;
                do {
                    isLast = done.get();
                    long begin = System.nanoTime();
                    try (ResultSet row = statement.executeQuery("select count(*), min(id) from mart__users")) {
                        row.next();
                        String state = row.getLong(1) + "/" + row.getLong(2);
                        if (seen.indexOf(state) < 0) {
                            seen.append(state).append(' ');
                        }
                    }
                    longest[0] = Math.max(longest[0], System.nanoTime() - begin);
                } while (!isLast);
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
