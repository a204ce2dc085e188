package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.ledger.RunRecord;
import dev.levada.plan.Plan;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run's tasks depend on each other, and how runs meet, stop and die. */
class RunOrderTest {
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
    void a_failed_task_stops_its_descendants_and_no_other() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1")
                .extract("raw.events", WriteMode.OVERWRITE, "v1")
                .transform("f.users", "v1", "raw.users")
                .transform("f.more", "v1", "f.users")
                .transform("f.events", "v1", "raw.events");
        scene.engine.failures.put("raw.users", new LevadaException("source.gone", Blame.OUTSIDE, "crm is gone"));
        Outcome outcome = scene.run();

        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(Scene.task(outcome, "raw.users").status()).isEqualTo(Status.FAILED);
        assertThat(Scene.task(outcome, "f.users").status()).isEqualTo(Status.SKIPPED);
        assertThat(Scene.task(outcome, "f.more").failure().orElseThrow().message())
                .isEqualTo("Skipped because raw.users failed.");
        assertThat(Scene.task(outcome, "f.events").status()).isEqualTo(Status.DONE);
    }

    @Test
    void a_plan_that_another_run_overtook_fails_cleanly() {
        scene.extract("raw.events", WriteMode.APPEND, "v1");
        Plan plan = scene.plan();
        scene.run();
        Outcome late = new Runner(scene.workspace()).run(plan, Observer.NONE);

        assertThat(Scene.task(late, "raw.events").failure().orElseThrow().code())
                .isEqualTo("store.conflict");
        assertThat(scene.rows("raw.events")).isEqualTo(10);
    }

    @Test
    void a_task_whose_inputs_turn_out_unchanged_does_no_work() {
        scene.extract("raw.a", WriteMode.OVERWRITE, "v1")
                .transform("f.b", "v1", "raw.a")
                .transform("f.c", "v1", "f.b");
        scene.run();
        scene.extract("raw.a", WriteMode.OVERWRITE, "v2");
        Plan plan = scene.plan();
        assertThat(plan.tasks()).hasSize(3);
        Plan lastOnly = new Plan(plan.tasks().subList(2, 3), List.of(), List.of());
        Outcome outcome = new Runner(scene.workspace()).run(lastOnly, Observer.NONE);

        assertThat(outcome.status()).isEqualTo(Status.UNCHANGED);
        assertThat(scene.engine.productions).hasSize(3);
    }

    @Test
    void an_interrupted_run_publishes_nothing_more_and_leaves_nothing_behind() throws IOException {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").transform("f.x", "v1", "raw.users");
        Runner runner = new Runner(scene.workspace());
        scene.engine.whileProducing = runner::interrupt;
        Outcome outcome = runner.run(scene.plan(), Observer.NONE);

        assertThat(outcome.status()).isEqualTo(Status.INTERRUPTED);
        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(outcome.tasks()).extracting(TaskOutcome::status).containsOnly(Status.INTERRUPTED);
        assertThat(scene.store.tables()).isEmpty();
        assertThat(scene.filesLeft()).isZero();
    }

    @Test
    void a_run_whose_process_is_gone_is_recorded_as_dead() {
        RunRecord.Owner own = ownerOfARun();
        RunRecord.Owner gone = new RunRecord.Owner(own.host(), own.pid(), Optional.of(Instant.EPOCH));
        RunRecord record = new RunRecord(
                "old",
                Instant.EPOCH,
                Optional.empty(),
                RunRecord.RUNNING,
                Optional.empty(),
                "run",
                gone,
                Optional.empty());
        scene.ledger.begin(record);
        scene.run();

        assertThat(scene.ledger.run("old").orElseThrow().status()).isEqualTo(RunRecord.DIED);
    }

    @Test
    void an_observer_that_fails_breaks_nothing() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        Observer clumsy = new Observer() {
            @Override
            public void taskStarted(AssetName asset) {
                throw new IllegalStateException("dropped it");
            }
        };

        assertThat(new Runner(scene.workspace()).run(scene.plan(), clumsy).status())
                .isEqualTo(Status.DONE);
    }

    private RunRecord.Owner ownerOfARun() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        return scene.ledger.run(scene.run().runId()).orElseThrow().owner();
    }
}
