package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.testing.net.Fault.Corrupt;
import dev.levada.testing.net.Fault.Cut;
import dev.levada.testing.net.Fault.Direction;
import dev.levada.testing.net.Fault.Stall;
import dev.levada.testing.net.TroubledWire;
import dev.levada.testing.source.ArrayBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server behind a network that cuts connections, hangs, and changes bytes. */
@Timeout(120)
class FaultsTest {
    private static final Map<String, Object> TABLE = Map.of("table", "things");
    private static final Map<String, Object> QUERY = Map.of("query", "select * from things");
    private static final int PLACES = 40;

    private Database database;
    private TroubledWire wire;

    @BeforeEach
    void create() throws Exception {
        database = Database.fresh()
                .run(
                        "create table things (id int, price numeric(10,2), name text, at timestamptz, due date, gone text)",
                        "insert into things select i, i / 100.0, 'thing ' || i, '2024-01-01Z', '2024-02-29'"
                                + " from generate_series(1, 300) i");
        wire = TroubledWire.to(Database.port());
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void aReadThatIsCutGivesAllRowsOrFails() throws Exception {
        List<List<Object>> whole = read(Map.of());
        int failed = 0;
        for (long at : places()) {
            wire.trouble(connection -> connection == 0 ? List.of(new Cut(Direction.TO_CLIENT, at)) : List.of());
            try {
                assertThat(read(Map.of())).as("cut after %d bytes", at).isEqualTo(whole);
            } catch (LevadaException e) {
                failed++;
                assertThat(e.code()).isEqualTo("source.unreachable");
                assertThat(e.isRetryable()).isTrue();
            }
        }
        assertThat(failed).isBetween(1, PLACES - 1);
    }

    @Test
    void whatIsSentToTheServerMayBeCutAnywhere() throws Exception {
        List<List<Object>> whole = read(QUERY, Map.of());
        long sent = wire.passed(Direction.TO_SERVER);
        int again = 0;
        for (long at = 0; at < sent; at += sent / PLACES) {
            long after = at;
            wire.trouble(connection -> connection == 0 ? List.of(new Cut(Direction.TO_SERVER, after)) : List.of());
            assertThat(read(QUERY, Map.of())).as("cut after %d bytes", at).isEqualTo(whole);
            again += wire.connections() - 1;
        }
        assertThat(again).isGreaterThan(PLACES / 2);
    }

    @Test
    void whoeverWaitsForTheSessionThatBreaksIsTold() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Source source = source(Map.of())) {
            Form.Rows form = (Form.Rows) Database.plan(source, TABLE).form();
            assertThat(form.splits()).hasSizeGreaterThan(2);
            try (Reader reader = source.open(form.splits().get(0))) {
                assertThat(reader.read(new ArrayBatch(form.columns(), 1))).isEqualTo(1);
                Future<?> waiting = threads.submit(
                        () -> Database.rows(source, form, form.splits().get(1)));
                reader.close();
                assertThatThrownBy(waiting::get)
                        .hasCauseInstanceOf(LevadaException.class)
                        .hasMessageContaining("The session that keeps the moment");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void bytesThatChangeEitherFailClearlyOrAreTakenForData() throws Exception {
        Map<String, Object> plain = Map.of("sslmode", "disable", "read_timeout", Duration.ofSeconds(1));
        List<List<Object>> whole = read(plain);
        int failed = 0;
        for (long at : places()) {
            wire.trouble(connection -> List.of(new Corrupt(Direction.TO_CLIENT, at)));
            try {
                assertThat(read(plain)).as("byte %d changed", at).hasSize(whole.size());
            } catch (LevadaException e) {
                failed++;
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(failed).isPositive();
    }

    @Test
    void aServerThatHangsEndsInATimeout() throws Exception {
        Map<String, Object> impatient =
                Map.of("read_timeout", Duration.ofSeconds(1), "connect_timeout", Duration.ofSeconds(1));
        read(impatient);
        long received = wire.passed(Direction.TO_CLIENT);
        for (long at : new long[] {0, received / 2, received * 3 / 4}) {
            wire.trouble(connection -> List.of(new Stall(Direction.TO_CLIENT, at)));
            assertThatThrownBy(() -> read(impatient))
                    .as("stalled after %d bytes", at)
                    .isInstanceOfSatisfying(LevadaException.class, e -> {
                        assertThat(e.code()).isIn("source.timeout", "source.unreachable");
                        assertThat(e.isRetryable()).isTrue();
                    });
        }
    }

    @Test
    void noMoreIsFetchedThanIsRead() throws Exception {
        database.run("create table wide as select i, repeat(md5(i::text), 300) as pad from generate_series(1, 6000) i");
        try (Source source = source(Map.of())) {
            Form.Rows form = (Form.Rows)
                    Database.plan(source, Map.of("query", "select * from wide")).form();
            try (Reader reader = source.open(form.splits().get(0))) {
                assertThat(reader.read(new ArrayBatch(form.columns(), 10))).isEqualTo(10);
                long waiting = settled();
                assertThat(waiting).as("bytes under way of 57 MB").isLessThan(30_000_000);
                assertThat(reader.bytesRead()).isLessThan(200_000);
                assertThat(reader.read(new ArrayBatch(form.columns(), 10))).isEqualTo(10);
            }
        }
    }

    /** How many bytes passed when no more do. */
    private long settled() throws InterruptedException {
        long before = -1;
        for (long now = wire.passed(Direction.TO_CLIENT); now != before; now = wire.passed(Direction.TO_CLIENT)) {
            before = now;
            Thread.sleep(500);
        }
        return before;
    }

    /** Places all over what the server sends in one read. */
    private List<Long> places() {
        long received = wire.passed(Direction.TO_CLIENT);
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            places.add(received * i / PLACES + i % 7);
        }
        return places;
    }

    private PostgresqlSource source(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("port", (long) wire.port());
        settings.put("max_connections", 1L);
        return database.source(settings);
    }

    /** A read in one session, if nothing happens. */
    private List<List<Object>> read(Map<String, Object> more) throws IOException {
        return read(TABLE, more);
    }

    private List<List<Object>> read(Map<String, Object> extract, Map<String, Object> more) throws IOException {
        try (Source source = source(more)) {
            Form.Rows form = (Form.Rows) Database.plan(source, extract).form();
            List<List<Object>> rows = new ArrayList<>();
            for (Split split : form.splits()) {
                rows.addAll(Database.rows(source, form, split));
            }
            return rows;
        }
    }
}
