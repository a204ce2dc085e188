package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Account;
import dev.levada.ledger.RunRecord;
import dev.levada.plan.Selection;
import dev.levada.project.AssetName;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.store.Facts;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a task and what they leave behind; what they compute is tested on a real engine. */
class RunnerTest {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_run_publishes_and_keeps_what_it_must_know_with_the_commit() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").transform("f.x", "v1", "raw.users");
        Outcome outcome = scene.run();

        assertThat(outcome.status()).isEqualTo(Status.DONE);
        TableVersion users = head("raw.users");
        assertThat(users.facts())
                .isEqualTo(Map.of(
                        Facts.RUN_ID, outcome.runId(),
                        Facts.CODE, "v1",
                        Facts.INPUTS, "",
                        Facts.CHECKPOINT, "a.csv",
                        Facts.SOURCE_VERSION, "a.csv",
                        Facts.ACCOUNT, "read=10,kept=10,quarantined=0,duplicates=0,filtered=0,unchanged=0,deletes=0"));
        assertThat(head("f.x").fact(Facts.INPUTS)).hasValue("raw.users=" + users.id());
        assertThat(users.columns())
                .extracting(column -> column.name())
                .containsExactly("id", "age", "_run_id", "_loaded_at", "_source");
        assertThat(scene.store.scan(users).constants()).containsExactly("_loaded_at", "_run_id", "_source");
    }

    @Test
    void rows_of_several_files_carry_their_source_each() {
        scene.files.add("b.csv");
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.run();

        assertThat(scene.store.scan(head("raw.users")).constants()).containsExactly("_loaded_at", "_run_id");
    }

    @Test
    void a_run_is_recorded_with_its_outcome() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        Outcome outcome = scene.run();

        RunRecord record = scene.ledger.run(outcome.runId()).orElseThrow();
        assertThat(record.status()).isEqualTo("DONE");
        assertThat(record.report().orElseThrow()).contains("\"rows_kept\" : 10");
        assertThat(scene.ledger.unfinished()).isEmpty();
    }

    @Test
    void whatever_a_task_throws_becomes_an_outcome_and_leaves_nothing_behind() throws IOException {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.engine.whileProducing = () -> {
            throw new OutOfMemoryError("heap");
        };

        assertThat(Scene.task(scene.run(), "raw.users").failure().orElseThrow().blame())
                .isEqualTo(Blame.RESOURCES);
        assertThat(scene.filesLeft()).isZero();
    }

    @Test
    void a_check_that_does_not_hold_publishes_nothing_keeps_the_rows_and_lets_the_others_be_tested()
            throws IOException {
        scene.checked("raw.users", "first", "second", "third");
        scene.engine.offending.putAll(Map.of("first", 2L, "third", 1L));
        TaskOutcome task = Scene.task(scene.run(), "raw.users");

        assertThat(task.status()).isEqualTo(Status.FAILED);
        assertThat(task.checks()).hasSize(3);
        assertThat(task.failure().orElseThrow().code()).isEqualTo("run.check");
        assertThat(task.failure().orElseThrow().message())
                .contains("check 'first' does not hold: 2 rows")
                .contains("check 'third' does not hold: 1 rows")
                .contains("Nothing was published. The staged rows are kept in ");
        assertThat(task.account().kept()).isEqualTo(10);
        assertThat(scene.store.tables()).isEmpty();
        assertThat(scene.filesLeft()).isEqualTo(1);
    }

    @Test
    void an_account_that_does_not_balance_publishes_nothing() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.engine.accounts.put("raw.users", new Account(10, 9, 0, 0, 0));

        assertThat(Scene.task(scene.run(), "raw.users").failure().orElseThrow().code())
                .isEqualTo("run.account");
        assertThat(scene.store.tables()).isEmpty();
    }

    @Test
    void a_run_that_reads_everything_again_replaces_what_was_quarantined() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.engine.accounts.put("raw.users", new Account(10, 6, 4, 0, 0));
        assertThat(scene.run().tasks().get(0).notices())
                .singleElement()
                .asString()
                .contains("4 of 10 rows (40%)");
        assertThat(quarantined("raw.users")).isEqualTo(4);

        scene.files.add("b.csv");
        scene.engine.accounts.put("raw.users", new Account(10, 9, 1, 0, 0));
        scene.run();
        assertThat(quarantined("raw.users")).isEqualTo(1);
    }

    @Test
    void a_run_that_adds_rows_adds_to_the_quarantine() {
        scene.extract("raw.events", WriteMode.APPEND, "v1");
        scene.engine.accounts.put("raw.events", new Account(10, 6, 4, 0, 0));
        scene.run();
        scene.files.add("b.csv");
        scene.run();

        assertThat(scene.rows("raw.events")).isEqualTo(12);
        assertThat(quarantined("raw.events")).isEqualTo(8);
    }

    @Test
    void asking_for_everything_replaces_added_rows() {
        scene.extract("raw.events", WriteMode.APPEND, "v1");
        scene.run();
        scene.engine.columns = Scene.columns("id VARCHAR");
        scene.run(new Selection(List.of(), List.of(), Selection.Extent.FULL));

        assertThat(scene.rows("raw.events")).isEqualTo(10);
        assertThat(head("raw.events").columns()).hasSize(4);
    }

    @Test
    void a_refused_change_of_columns_fails_the_task_before_a_row_is_read() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.run();
        scene.extract("raw.users", WriteMode.OVERWRITE, "v2");
        scene.engine.columns = Scene.columns("id BIGINT");
        Outcome outcome = scene.run();

        assertThat(Scene.task(outcome, "raw.users").failure().orElseThrow().code())
                .isEqualTo("plan.schema");
        assertThat(scene.engine.productions).hasSize(1);
    }

    private TableVersion head(String name) {
        return scene.store.head(AssetName.parse(name)).orElseThrow();
    }

    private long quarantined(String name) {
        TableVersion head = scene.store.head(AssetName.parse(name).quarantine()).orElseThrow();
        TableScan scan = scene.store.scan(head);
        return scan.rows();
    }
}
