package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Batch;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.sql.Retry;
import dev.levada.testing.source.ArrayBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Parts of one table that are read side by side while others write. */
class PartsTest {
    private static final Map<String, Object> TABLE = Map.of("table", "accounts");
    private static final int ACCOUNTS = 2000;

    private Database database;

    @BeforeEach
    void create() throws SQLException {
        database = Database.fresh()
                .run(
                        "create table accounts (id int primary key, amount bigint, note text)",
                        "insert into accounts select i, 100, repeat('n', 150) from generate_series(1, " + ACCOUNTS
                                + ") i");
    }

    /** Transfers keep the sum, and pairs of rows come and go together: a part of another moment breaks one of both. */
    @RepeatedTest(3)
    void noRowIsLostOrDoubledWhateverIsWrittenMeanwhile() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Database.plan(source, TABLE).form();
            assertThat(form.splits()).hasSizeGreaterThan(20);
            Future<Integer> writer = threads.submit(() -> write(stop));
            List<Future<List<List<Object>>>> reads = new ArrayList<>();
            for (Split split : form.splits()) {
                reads.add(threads.submit(() -> Database.rows(source, form, split)));
            }
            List<List<Object>> rows = new ArrayList<>();
            for (Future<List<List<Object>>> read : reads) {
                rows.addAll(read.get());
            }
            stop.set(true);
            assertThat(writer.get()).isPositive();
            assertThat(rows.stream().map(row -> row.get(0))).doesNotHaveDuplicates();
            assertThat(rows.stream().filter(row -> (long) row.get(0) <= ACCOUNTS))
                    .hasSize(ACCOUNTS);
            assertThat(rows.stream().mapToLong(row -> (long) row.get(1)).sum()).isEqualTo(100L * ACCOUNTS);
        } finally {
            stop.set(true);
            threads.shutdownNow();
        }
        assertThat(sessions()).isZero();
    }

    private int write(AtomicBoolean stop) throws SQLException {
        int written = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; !stop.get(); i++) {
                int from = 1 + i * 7919 % ACCOUNTS;
                int to = ACCOUNTS + 1 - from;
                int added = ACCOUNTS + 1 + 2 * i;
                statement.execute("update accounts set amount = amount - 5 where id = " + from);
                statement.execute("insert into accounts values (" + added + ", 9, ''), (" + (added + 1) + ", -9, '')");
                statement.execute("update accounts set amount = amount + 5 where id = " + to);
                connection.commit();
                written++;
            }
        }
        return written;
    }

    @Test
    void allPartsAreOfTheMomentWhenTheFirstWasOpened() throws Exception {
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Database.plan(source, TABLE).form();
            List<List<Object>> rows =
                    new ArrayList<>(Database.rows(source, form, form.splits().get(0)));
            database.run("update accounts set amount = 0", "delete from accounts where id > 1000");
            for (Split split : form.splits().subList(1, form.splits().size())) {
                rows.addAll(Database.rows(source, form, split));
            }
            assertThat(rows).hasSize(ACCOUNTS).allMatch(row -> row.get(1).equals(100L));
            assertThat(sessions()).isZero();
            assertThat(Database.rows(source, form, form.splits().get(0)))
                    .allMatch(row -> row.get(1).equals(0L));
        }
        assertThat(sessions()).isZero();
    }

    @Test
    void aMomentThatIsLostIsNotReplacedByALaterOne() throws Exception {
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Database.plan(source, TABLE).form();
            Database.rows(source, form, form.splits().get(0));
            endSessions();
            assertThat(sessions()).isZero();
            assertThatThrownBy(() -> Database.rows(source, form, form.splits().get(1)))
                    .isInstanceOfSatisfying(LevadaException.class, e -> {
                        assertThat(e.code()).isEqualTo("source.unreachable");
                        assertThat(e.isRetryable()).isTrue();
                    })
                    .hasMessageContaining("The session that keeps the moment");
        }
    }

    private void endSessions() throws SQLException {
        database.run("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'levada' and datname = '" + database.name() + "'");
    }

    @Test
    void aTableCannotBeRewrittenBetweenTwoParts() throws Exception {
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Database.plan(source, TABLE).form();
            Database.rows(source, form, form.splits().get(0));
            assertThatThrownBy(() -> database.run("set lock_timeout = 100", "truncate accounts"))
                    .hasMessageContaining("lock timeout");
        }
        database.run("set lock_timeout = 10000", "truncate accounts");
    }

    @Test
    void aServerThatIsFullIsAskedAgain() throws Exception {
        String user = database.name() + "_user";
        database.run("create role " + user + " login", "grant select on accounts to " + user);
        try (PostgresqlSource planning = database.source(Map.of("user", user))) {
            Form.Rows form = (Form.Rows) Database.plan(planning, TABLE).form();
            database.run("alter role " + user + " connection limit 0");
            assertThatThrownBy(() -> Database.rows(planning, form, form.splits().get(1)))
                    .isInstanceOfSatisfying(
                            LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.busy"));

            Split split = form.splits().get(1);
            try (Sessions sessions = new Sessions(planning.server(), 4, Duration.ofMinutes(1));
                    Moments moments = new Moments(sessions)) {
                Reading reading = new Reading(sessions, moments, Database.IMPATIENT, split);
                try (CopyReader reader = new CopyReader(new Relieved(reading, user), split.source())) {
                    assertThat(ArrayBatch.readAll(reader, form.columns(), 10)).isNotEmpty();
                }
            }
        }
    }

    @Test
    void aPartIsReadAgainAsOfTheSameMomentIfItsSessionEndsBeforeTheFirstRow() throws Exception {
        try (PostgresqlSource source = database.source()) {
            Form.Rows form = (Form.Rows) Database.plan(source, TABLE).form();
            Split split = form.splits().get(0);
            try (Sessions sessions = new Sessions(source.server(), 4, Duration.ofMinutes(1));
                    Moments moments = new Moments(sessions)) {
                Reading reading = new Reading(sessions, moments, Database.IMPATIENT, split);
                AtomicInteger begun = new AtomicInteger();
                try (CopyReader reader = new CopyReader(new Cut(reading, begun), split.source())) {
                    assertThat(ArrayBatch.readAll(reader, form.columns(), 10))
                            .isNotEmpty()
                            .allMatch(row -> row.get(1).equals(100L));
                }
                assertThat(begun).hasValue(3);
            }
        }
    }

    @Test
    void aSessionThatIsEndedInTheMiddleFailsClearly() throws Exception {
        database.run("insert into accounts select i, 1, repeat('n', 5000) from generate_series(10001, 30000) i");
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Database.plan(source, Map.of("query", "select * from accounts"))
                    .form();
            try (Reader reader = source.open(form.splits().get(0))) {
                assertThat(reader.read(new ArrayBatch(form.columns(), 10))).isEqualTo(10);
                endSessions();
                assertThatThrownBy(() -> ArrayBatch.readAll(reader, form.columns(), 100))
                        .isInstanceOfSatisfying(LevadaException.class, e -> {
                            assertThat(e.code()).isEqualTo("source.unreachable");
                            assertThat(e.isRetryable()).isTrue();
                        })
                        .hasMessageContaining("cannot read crm query to its end, and cannot go on in the middle");
            }
        }
    }

    /** Attempts in the way of which something comes. */
    private abstract static class Disturbed implements CopyReader.Attempts {
        protected final CopyReader.Attempts whole;

        private Disturbed(CopyReader.Attempts whole) {
            this.whole = whole;
        }

        @Override
        public Retry retry() {
            return whole.retry();
        }

        @Override
        public void moved() {
            whole.moved();
        }

        @Override
        public LevadaException failure(SQLException cause, boolean taken) {
            return whole.failure(cause, taken);
        }

        @Override
        public void close() {
            whole.close();
        }
    }

    /** Ends the first two sessions when they have begun to copy, and changes all rows. */
    private final class Cut extends Disturbed {
        private final AtomicInteger begun;

        private Cut(CopyReader.Attempts whole, AtomicInteger begun) {
            super(whole);
            this.begun = begun;
        }

        @Override
        public Copying begin(Batch batch) throws SQLException {
            Copying copying = whole.begin(batch);
            if (begun.incrementAndGet() < 3) {
                database.run("update accounts set amount = " + begun);
                copying.close();
                throw new SQLException("terminating connection", "57P01");
            }
            return copying;
        }
    }

    /** Lets the server have room for a user after the first attempt that found none. */
    private final class Relieved extends Disturbed {
        private final String user;

        private Relieved(CopyReader.Attempts whole, String user) {
            super(whole);
            this.user = user;
        }

        @Override
        public Copying begin(Batch batch) throws SQLException {
            try {
                return whole.begin(batch);
            } catch (SQLException full) {
                database.run("alter role " + user + " connection limit -1");
                throw full;
            }
        }
    }

    /** How many sessions of Levada are at work; one that was closed takes the server a moment to end. */
    private int sessions() throws Exception {
        String sql = "select count(*) from pg_stat_activity where application_name = 'levada' and state <> 'idle'"
                + " and datname = '" + database.name() + "'";
        for (int i = 0; i < 100 && !database.value(sql).equals("0"); i++) {
            Thread.sleep(50);
        }
        return Integer.parseInt(database.value(sql));
    }
}
