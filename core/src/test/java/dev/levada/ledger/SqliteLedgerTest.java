package dev.levada.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.ledger.RunRecord.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path file;
    private Ledger ledger;

    @BeforeEach
    void open() {
        file = folder.resolve("state").resolve("ledger.db");
        ledger = new SqliteLedger(file, CLOCK);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_run_is_read_back_as_it_was_written() {
        ledger.begin(run("a", 0));
        assertThat(ledger.run("a")).contains(run("a", 0));

        RunRecord ended = run("a", 0).ended("DONE", Optional.of(NOON.plusSeconds(5)), Optional.of("{}"));
        ledger.end(ended);
        assertThat(ledger.run("a")).contains(ended);
    }

    @Test
    void the_newest_runs_come_first() {
        ledger.begin(run("a", 1));
        ledger.begin(run("b", 3));
        ledger.begin(run("c", 2));

        assertThat(ledger.runs(2)).extracting(RunRecord::runId).containsExactly("b", "c");
    }

    @Test
    void a_run_is_found_by_the_beginning_of_its_id_if_only_one_begins_so() {
        ledger.begin(run("20240701-x", 1));
        ledger.begin(run("20240701-y", 2));
        ledger.begin(run("20240702-%_", 3));

        assertThat(ledger.run("20240702")).isPresent();
        assertThat(ledger.run("20240701")).isEmpty();
        assertThat(ledger.run("20240701-x")).isPresent();
        assertThat(ledger.run("%")).isEmpty();
    }

    @Test
    void an_id_that_begins_another_is_found_itself() {
        ledger.begin(run("r1", 1));
        ledger.begin(run("r10", 2));

        assertThat(ledger.run("r1").map(RunRecord::runId)).contains("r1");
    }

    @Test
    void runs_without_an_end_are_unfinished() {
        ledger.begin(run("a", 1));
        ledger.begin(run("b", 2));
        ledger.end(run("a", 1).ended(RunRecord.DIED, Optional.empty(), Optional.empty()));

        assertThat(ledger.unfinished()).extracting(RunRecord::runId).containsExactly("b");
    }

    @Test
    void a_run_that_was_never_begun_cannot_end() {
        assertThatThrownBy(() -> ledger.end(run("x", 0))).hasMessageContaining("knows no run 'x'");
    }

    @Test
    void a_ledger_that_is_opened_again_still_knows_its_runs() {
        ledger.begin(run("a", 0));
        ledger.close();
        ledger = new SqliteLedger(file, CLOCK);

        assertThat(ledger.runs(10)).containsExactly(run("a", 0));
    }

    @Test
    void a_ledger_of_a_newer_levada_is_refused() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.createStatement().execute("insert into schema_version values (99, 'later')");
        }

        assertThatThrownBy(() -> new SqliteLedger(file, CLOCK))
                .hasMessageContaining("has version 99")
                .hasMessageContaining("Use the newer Levada");
    }

    @Test
    void a_copy_has_what_the_ledger_has_and_changes_nothing_of_it() {
        ledger.begin(run("a", 0));
        try (SqliteLedger copy = SqliteLedger.copyOf(file, CLOCK)) {
            assertThat(copy.runs(10)).containsExactly(run("a", 0));
            copy.begin(run("b", 1));
        }
        ledger.close();

        try (SqliteLedger copy = SqliteLedger.copyOf(file, CLOCK)) {
            assertThat(copy.runs(10)).containsExactly(run("a", 0));
        }
        ledger = new SqliteLedger(file, CLOCK);
        assertThat(ledger.runs(10)).containsExactly(run("a", 0));
    }

    @Test
    void a_copy_of_a_ledger_of_an_older_levada_is_brought_up_to_date_and_the_ledger_is_not() throws Exception {
        ledger.begin(run("a", 0));
        ledger.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.createStatement().execute("drop table leases");
            connection.createStatement().execute("drop table verifications");
            connection.createStatement().execute("delete from schema_version where version > 2");
        }

        try (SqliteLedger copy = SqliteLedger.copyOf(file, CLOCK)) {
            assertThat(copy.runs(10)).containsExactly(run("a", 0));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet version =
                        connection.createStatement().executeQuery("select max(version) from schema_version")) {
            assertThat(version.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void a_ledger_that_is_not_there_is_looked_at_as_an_empty_one() {
        Path none = file.resolveSibling("none/ledger.db");
        try (SqliteLedger empty = SqliteLedger.toLookAt(none, CLOCK)) {
            assertThat(empty.runs(10)).isEmpty();
        }
        assertThat(none.getParent()).doesNotExist();
    }

    @Test
    void what_is_no_ledger_cannot_be_copied() throws Exception {
        Path text = Files.writeString(file.resolveSibling("text.db"), "no database at all".repeat(100));

        assertThatThrownBy(() -> SqliteLedger.copyOf(text, CLOCK))
                .hasMessageContaining("The ledger " + text + " could not be opened");
    }

    @Test
    void several_ledgers_can_write_one_file_at_once() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<?>> writers = IntStream.range(0, 4)
                .<Future<?>>mapToObj(writer -> pool.submit(() -> writeRuns(writer)))
                .toList();
        for (Future<?> writer : writers) {
            writer.get();
        }
        pool.shutdown();

        assertThat(ledger.runs(1000)).hasSize(100);
    }

    @Test
    void several_processes_can_make_the_file_at_once() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        Path fresh = folder.resolve("fresh.db");
        List<Future<?>> openers = IntStream.range(0, 4)
                .<Future<?>>mapToObj(opener -> pool.submit(() -> new SqliteLedger(fresh, CLOCK).close()))
                .toList();
        for (Future<?> opener : openers) {
            opener.get();
        }
        pool.shutdown();
    }

    private void writeRuns(int writer) {
        try (SqliteLedger own = new SqliteLedger(file, CLOCK)) {
            for (int i = 0; i < 25; i++) {
                own.begin(run(writer + "-" + i, i));
            }
        }
    }

    private static RunRecord run(String id, long seconds) {
        return new RunRecord(
                id,
                NOON.plusSeconds(seconds),
                Optional.empty(),
                RunRecord.RUNNING,
                Optional.of("prod"),
                "run",
                new Owner("here", 42, Optional.of(NOON)),
                Optional.empty());
    }
}
