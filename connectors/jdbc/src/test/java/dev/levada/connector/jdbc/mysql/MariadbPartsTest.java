package dev.levada.connector.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.connector.jdbc.Rig;
import dev.levada.testing.source.ArrayBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables that are read in parts. */
@Timeout(60)
class MariadbPartsTest {
    private static final Map<String, Object> TABLE = Map.of("table", "accounts");

    private Maria database;

    @BeforeEach
    void create() throws Exception {
        database = Maria.fresh();
        database.run(
                "create table accounts (id int primary key, branch int, amount decimal(12,2))",
                "insert into accounts select seq, if(seq % 10 = 0, null, seq div 100), 100 from seq_1_to_2000",
                "analyze table accounts");
    }

    @Test
    void partsHaveAboutAsManyRowsThoughKeysAreFarApart() throws Exception {
        database.run(
                "insert into accounts select 1000000 + seq * 1000000, 1, 100 from seq_1_to_2000",
                "insert into accounts values (2147483647, 1, 100)",
                "analyze table accounts");
        List<Integer> sizes = sizes(TABLE);
        assertThat(sizes).hasSizeBetween(20, 64);
        int total = sizes.stream().mapToInt(Integer::intValue).sum();
        assertThat(total).isEqualTo(4001);
        assertThat(sizes).allMatch(size -> size < 3 * total / sizes.size());
    }

    @Test
    void aChosenColumnMayRepeatItsValuesAndLackSome() throws Exception {
        Map<String, Object> extract = Map.of("table", "accounts", "split_by", "Branch");
        List<Integer> sizes = sizes(extract);
        assertThat(sizes).hasSizeGreaterThan(5);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2000);
        assertThat(sizes.get(0)).as("all without a value").isGreaterThanOrEqualTo(200);
        assertThat(database.rows(extract).stream().map(row -> row.get(0)).distinct())
                .hasSize(2000);
    }

    @Test
    void partsOfFilteredTablesHaveOnlyRowsThatMeetTheFilter() throws Exception {
        Map<String, Object> extract = Map.of("table", "accounts", "filter", "id % 2 = 0 -- even");
        assertThat(sizes(extract)).hasSizeGreaterThan(5);
        assertThat(database.rows(extract))
                .hasSizeGreaterThan(500)
                .allMatch(row -> Long.parseLong(String.valueOf(row.get(0))) % 2 == 0);
    }

    @Test
    void allPartsShowTheSameMoment() throws Exception {
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Rig.plan(source, TABLE).form();
            List<List<Object>> rows =
                    new ArrayList<>(Rig.rows(source, form, form.splits().get(0)));
            database.run(
                    "update accounts set amount = amount - 50 where id <= 1000",
                    "update accounts set amount = amount + 50 where id > 1000",
                    "delete from accounts where id = 1999",
                    "insert into accounts values (3000, 1, 100)");
            for (Split split : form.splits().subList(1, form.splits().size())) {
                rows.addAll(Rig.rows(source, form, split));
            }
            assertThat(rows).hasSize(2000).allMatch(row -> row.get(2).equals(new BigDecimal("100.00")));
            assertThat(Rig.rows(source, form, form.splits().get(0)))
                    .as("the next reading begins a new moment")
                    .allMatch(row -> row.get(2).equals(new BigDecimal("50.00")));
        }
    }

    @Test
    void manyReadersShareFewConnections() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try (Source source = database.source(Map.of(), 3)) {
            Form.Rows form = (Form.Rows) Rig.plan(source, TABLE).form();
            List<Future<List<List<Object>>>> running = new ArrayList<>();
            for (Split split : form.splits()) {
                running.add(readers.submit(() -> Rig.rows(source, form, split)));
            }
            int count = 0;
            for (Future<List<List<Object>>> rows : running) {
                count += rows.get().size();
            }
            assertThat(count).isEqualTo(2000);
            assertThat(Integer.parseInt(sessions("count(*)"))).isLessThanOrEqualTo(3);
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void oneConnectionReadsAllParts() throws Exception {
        try (Source source = database.source(Map.of(), 1)) {
            Form.Rows form = (Form.Rows) Rig.plan(source, TABLE).form();
            int count = 0;
            for (Split split : form.splits()) {
                count += Rig.rows(source, form, split).size();
            }
            assertThat(count).isEqualTo(2000);
            assertThat(Rig.plan(source, TABLE)).isNotNull();
        }
    }

    @Test
    void aPartWhoseSessionEndsIsReadByAnotherThatSeesTheSame() throws Exception {
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Rig.plan(source, TABLE).form();
            try (Reader first = source.open(form.splits().get(0))) {
                database.run("update accounts set amount = 0");
                String waiting = database.value("select min(id) from information_schema.processlist where command ="
                        + " 'Sleep' and db = '" + database.database() + "' and id in (select trx_mysql_thread_id from"
                        + " information_schema.innodb_trx)");
                database.run("kill " + waiting);
                ArrayBatch.readAll(first, form.columns(), 100);
            }
            for (Split split : form.splits().subList(1, form.splits().size())) {
                assertThat(Rig.rows(source, form, split))
                        .isNotEmpty()
                        .allMatch(row -> row.get(2).equals(new BigDecimal("100.00")));
            }
        }
    }

    @Test
    void readersThatAreLeftInTheMiddleGiveTheirSessionsBack() throws Exception {
        try (Source source = database.source(Map.of(), 2)) {
            for (int i = 0; i < 5; i++) {
                Form.Rows form = (Form.Rows) Rig.plan(source, TABLE).form();
                try (Reader reader = source.open(form.splits().get(0))) {
                    assertThat(reader.read(new ArrayBatch(form.columns(), 3))).isEqualTo(3);
                }
            }
        }
    }

    @Test
    void aUserWhoMayNotLockReadsInOnePart() throws Exception {
        String user = "reader_" + database.database();
        database.run(
                "create user " + user + "@'%' identified by 'r'",
                "grant select on " + database.database() + ".* to " + user + "@'%'");
        try (Source source = database.source(Map.of("user", user, "password", "r"), 4)) {
            Extent extent = Rig.plan(source, TABLE);
            assertThat(((Form.Rows) extent.form()).splits()).hasSize(1);
            assertThat(extent.notices())
                    .singleElement()
                    .asString()
                    .contains("table accounts is read in one part")
                    .contains("grant lock tables on " + database.database() + ".* to the user");
            database.run("grant select, lock tables on `" + database.database().replace("_", "\\_") + "`.* to " + user
                    + "@'%'");
        }
        try (Source source = database.source(Map.of("user", user, "password", "r"), 4)) {
            Form.Rows form = (Form.Rows) Rig.plan(source, TABLE).form();
            assertThat(form.splits()).hasSizeGreaterThan(1);
            assertThat(Rig.rows(source, form, form.splits().get(1))).isNotEmpty();
        }
    }

    @Test
    void aTableThatKeepsNoPastIsReadInOnePart() throws Exception {
        database.run("alter table accounts engine = MyISAM");
        assertThat(database.form(TABLE).splits()).hasSize(1);
        database.run("alter table accounts engine = InnoDB", "create view busy as select * from accounts");
        assertThat(database.form(Map.of("table", "busy")).splits()).hasSize(1);
    }

    @Test
    void aColumnToSplitByMustBeThereAndGoesWithAWholeTable() {
        assertThatThrownBy(() -> database.plan(Map.of("table", "accounts", "split_by", "brunch")))
                .isInstanceOf(LevadaException.class)
                .hasMessage(
                        "Connection 'crm': there is no column named 'brunch' among those that are read, as `split_by`"
                                + " names it. Did you mean 'branch'?");
        assertThatThrownBy(() -> database.plan(Map.of("query", "select 1 as a", "split_by", "a")))
                .hasMessage(
                        "Connection 'crm': `split_by` goes with a `table` that is read whole; a `query` is read in one"
                                + " part.");
    }

    private String sessions(String what) throws Exception {
        return database.value("select " + what + " from information_schema.processlist where db = '"
                + database.database() + "' and id <> connection_id()");
    }

    private List<Integer> sizes(Map<String, Object> extract) throws Exception {
        List<Integer> sizes = new ArrayList<>();
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Rig.plan(source, extract).form();
            for (Split split : form.splits()) {
                sizes.add(Rig.rows(source, form, split).size());
            }
        }
        return sizes;
    }
}
