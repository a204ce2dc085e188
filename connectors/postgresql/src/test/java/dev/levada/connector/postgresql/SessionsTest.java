package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.testing.net.TroubledWire;
import dev.levada.testing.source.ArrayBatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many sessions are open, and for how long. */
@Timeout(60)
class SessionsTest {
    private static final Map<String, Object> TABLE = Map.of("table", "accounts");
    private static final Map<String, Object> OTHERS = Map.of("table", "accounts", "filter", "id > 500");

    private Database database;

    @BeforeEach
    void create() throws SQLException {
        database = Database.fresh()
                .run(
                        "create table accounts (id int, note text)",
                        "insert into accounts select i, repeat('n', 500) from generate_series(1, 1000) i");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void manyReadersOfTwoExtentsShareAFewSessions(int most) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (TroubledWire wire = TroubledWire.to(Database.port());
                Source source = database.source(Map.of("port", (long) wire.port(), "max_connections", (long) most))) {
            List<Future<Integer>> reads = new ArrayList<>();
            for (Map<String, Object> extract : List.of(TABLE, OTHERS)) {
                Form.Rows form = (Form.Rows) Database.plan(source, extract).form();
                assertThat(form.splits()).hasSizeGreaterThan(50);
                // As a query does: its first thread waits for nobody else's rows.
                reads.add(threads.submit(() -> {
                    int rows = 0;
                    for (Split split : form.splits()) {
                        rows += Database.rows(source, form, split).size();
                    }
                    return rows;
                }));
            }
            assertThat(reads.get(0).get()).isEqualTo(1000);
            assertThat(reads.get(1).get()).isEqualTo(500);
            assertThat(wire.connections()).isLessThanOrEqualTo(most);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void readersOfOneExtentGoOnWithTheOneSessionThereIs() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Source source = database.source(Map.of("max_connections", 1L))) {
            Form.Rows form = (Form.Rows) Database.plan(source, TABLE).form();
            List<Future<List<List<Object>>>> reads = new ArrayList<>();
            for (Split split : form.splits()) {
                reads.add(threads.submit(() -> Database.rows(source, form, split)));
            }
            List<Object> ids = new ArrayList<>();
            for (Future<List<List<Object>>> read : reads) {
                read.get().forEach(row -> ids.add(row.get(0)));
            }
            assertThat(ids).hasSize(1000).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theMomentOfAReadThatFailsEndsWithIt() throws Exception {
        try (Source source = database.source()) {
            Form.Rows form = (Form.Rows) Database.plan(source, TABLE).form();
            try (Reader reader = source.open(form.splits().get(0))) {
                assertThat(reader.read(new ArrayBatch(form.columns(), 1))).isEqualTo(1);
                assertThat(transactions()).isEqualTo(2);
            }
            source.forgo(form.splits().subList(1, form.splits().size()));
            for (int i = 0; i < 100 && transactions() > 0; i++) {
                Thread.sleep(50);
            }
            assertThat(transactions()).isZero();
            database.run("set lock_timeout = 1000", "truncate accounts");
            assertThat(Database.rows(source, form, form.splits().get(1)))
                    .as("a moment after")
                    .isEmpty();
        }
    }

    @Test
    void whoeverWaitsForASessionIsToldWhenTheSourceIsClosed() throws Exception {
        Source source = database.source(Map.of("max_connections", 1L));
        Form.Rows form = (Form.Rows)
                Database.plan(source, Map.of("query", "select * from accounts")).form();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Reader reader = source.open(form.splits().get(0))) {
            assertThat(reader.read(new ArrayBatch(form.columns(), 1))).isEqualTo(1);
            Future<?> waiting = threads.submit(source::discover);
            source.close();
            assertThatThrownBy(waiting::get)
                    .hasCauseInstanceOf(LevadaException.class)
                    .hasMessageContaining("Stopped while waiting for a session");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoeverWaitsWhileNoReaderMovesGivesUp() throws Exception {
        Server server;
        try (PostgresqlSource source = database.source()) {
            server = source.server();
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Sessions sessions = new Sessions(server, 1, Duration.ofMillis(300));
                Sessions.Session only = sessions.take()) {
            Future<?> waiting = threads.submit(() -> sessions.take());
            Future<?> moving = threads.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    Thread.sleep(100);
                    assertThat(waiting.isDone()).as("while readers move").isFalse();
                    sessions.moved();
                }
                return null;
            });
            moving.get();
            assertThatThrownBy(waiting::get)
                    .hasCauseInstanceOf(LevadaException.class)
                    .hasMessageContaining("all 1 sessions (`max_connections`) were in use");
            only.done();
            sessions.take().done();
        } finally {
            threads.shutdownNow();
        }
    }

    private int transactions() throws SQLException {
        return Integer.parseInt(
                database.value("select count(*) from pg_stat_activity where application_name = 'levada' and"
                        + " state <> 'idle' and datname = '" + database.name() + "'"));
    }
}
