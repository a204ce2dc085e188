package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.report.Failure;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.TableVersion;
import dev.levada.testing.store.WrittenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others write to a table while a run that makes it is at work. */
class OvertakenTest {
    private static final AssetName EVENTS = new AssetName("raw", "events");

    @TempDir
    Path folder;

    private Scene scene;
    private final AtomicInteger checks = new AtomicInteger();
    private int others;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void added_rows_are_audited_again_and_published_beside_those_of_others() {
        scene.checked("raw.events", WriteMode.APPEND, "first");
        TaskOutcome task = runAgain(1);

        assertThat(task.status()).isEqualTo(Status.DONE);
        assertThat(task.checks()).hasSize(1);
        assertThat(task.notices())
                .containsExactly("others wrote to the table meanwhile; it is audited again with what they wrote");
        assertThat(checks).hasValue(2);
        assertThat(scene.rows("raw.events")).isEqualTo(10 + 3 + 10);
    }

    @Test
    void a_table_that_comes_to_rest_in_time_is_published() {
        scene.checked("raw.events", WriteMode.APPEND, "first");

        assertThat(runAgain(4).status()).isEqualTo(Status.DONE);
        assertThat(checks).hasValue(5);
        assertThat(scene.rows("raw.events")).isEqualTo(10 + 4 * 3 + 10);
    }

    @Test
    void a_table_that_does_not_come_to_rest_is_left_to_the_others() throws IOException {
        scene.checked("raw.events", WriteMode.APPEND, "first");
        Failure failure = runAgain(5).failure().orElseThrow();

        assertThat(failure.code()).isEqualTo("store.conflict");
        assertThat(failure.message())
                .contains("it has changed 5 times while the rows were audited. Nothing was published. Run again.");
        assertThat(scene.rows("raw.events")).isEqualTo(10 + 5 * 3);
        assertThat(scene.filesLeft()).isEqualTo(6);
    }

    @Test
    void a_check_that_does_not_hold_together_with_what_others_wrote_publishes_nothing() {
        scene.checked("raw.events", WriteMode.APPEND, "first");
        scene.run();
        scene.files.add("b.csv");
        scene.engine.whileChecking = () -> {
            if (checks.incrementAndGet() == 1) {
                write();
            } else {
                scene.engine.offending.put("first", 1L);
            }
        };
        TaskOutcome task = Scene.task(scene.run(), "raw.events");

        assertThat(task.failure().orElseThrow().code()).isEqualTo("run.check");
        assertThat(scene.rows("raw.events")).isEqualTo(10 + 3);
    }

    @Test
    void rows_that_were_compared_with_those_of_the_table_are_refused() {
        Rule unique = Rule.ofColumn("id", new dev.levada.contract.Test.Unique("id"), OnFail.QUARANTINE, Scene.PLACE);
        scene.extract("raw.events", WriteMode.APPEND, "v1", unique);
        scene.run();
        scene.files.add("b.csv");
        scene.engine.whileProducing = this::write;
        Failure failure = Scene.task(scene.run(), "raw.events").failure().orElseThrow();

        assertThat(failure.code()).isEqualTo("store.conflict");
        assertThat(failure.message())
                .contains("which rows are kept was decided on what the table had before. Nothing was published.");
        assertThat(scene.rows("raw.events")).isEqualTo(10 + 3);
    }

    @Test
    void rows_that_were_told_from_the_tables_by_a_window_are_refused() {
        scene.engine.columns = Scene.columns("id BIGINT", "ts TIMESTAMP");
        scene.windowed("raw.events").run();
        scene.files.add("b.csv");
        scene.engine.whileProducing = this::write;
        Failure failure = Scene.task(scene.run(), "raw.events").failure().orElseThrow();

        assertThat(failure.code()).isEqualTo("store.conflict");
        assertThat(failure.message()).contains("which rows are kept was decided on what the table had before.");
    }

    @Test
    void what_others_added_is_not_overwritten_unseen() {
        scene.extract("raw.events", WriteMode.OVERWRITE, "v1");
        scene.run();
        scene.files.add("b.csv");
        scene.engine.whileProducing = this::write;
        Failure failure = Scene.task(scene.run(), "raw.events").failure().orElseThrow();

        assertThat(failure.code()).isEqualTo("store.conflict");
        assertThat(failure.message())
                .contains("what was to be published meets what they changed. Nothing was published");
        assertThat(scene.rows("raw.events")).isEqualTo(10 + 3);
    }

    /** Runs once, and then once more while others write as often as that, each time while the table is audited. */
    private TaskOutcome runAgain(int times) {
        scene.run();
        scene.files.add("b.csv");
        scene.engine.whileChecking = () -> {
            if (checks.incrementAndGet() <= times) {
                write();
            }
        };
        return Scene.task(scene.run(), "raw.events");
    }

    /** Adds three rows, as somebody would who has nothing to do with Levada. */
    private void write() {
        TableVersion head = scene.store.head(EVENTS).orElseThrow();
        List<Column> columns = new ArrayList<>(scene.engine.columns);
        columns.addAll(Scene.columns("_run_id VARCHAR", "_loaded_at TIMESTAMPTZ", "_source VARCHAR"));
        StageRequest request =
                new StageRequest(EVENTS, "others-" + others++, columns, List.of(), Map.of(), Scope.INCREMENT);
        scene.store.publish(new Publication(
                WrittenFiles.of(scene.store.stage(request), 3, Map.of()),
                WriteMode.APPEND,
                java.util.Optional.of(head),
                QuarantineChange.NONE,
                Map.of()));
    }
}
