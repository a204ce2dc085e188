package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.ledger.Lease;
import dev.levada.ledger.Lease.Holder;
import dev.levada.ledger.RunRecord.Owner;
import dev.levada.plan.Plan;
import dev.levada.plan.Selection;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.run.Replay;
import dev.levada.run.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that meet: each asset is made by one at a time. */
class LeaseTest {
    private static final AssetName USERS = new AssetName("raw", "users");
    private static final Holder OTHER = new Holder("other", new Owner("elsewhere", 42, Optional.empty()));

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
    void a_run_is_refused_what_another_makes_and_is_told_who_and_what_to_do() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").extract("raw.events", WriteMode.OVERWRITE, "v1");
        scene.ledger.leases().take(Set.of(USERS), OTHER);

        LevadaException refused = catchThrowableOfType(LevadaException.class, () -> run(Duration.ZERO, Observer.NONE));

        assertThat(refused.code()).isEqualTo("run.leased");
        assertThat(refused.blame().exitCode()).isEqualTo(3);
        assertThat(refused.isRetryable()).isTrue();
        assertThat(refused)
                .hasMessageContaining("raw.users is being made by run other"
                        + " (process 42 on elsewhere, since 2024-07-01 09:30:15 UTC).")
                .hasMessageContaining("Nothing was begun. Wait for its end with --wait 5m");
        assertThat(scene.ledger.runs(10)).isEmpty();
        assertThat(scene.ledger.leases().of(new AssetName("raw", "events"))).isEmpty();
    }

    @Test
    void a_replay_is_refused_as_well() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.ledger.leases().take(Set.of(USERS), OTHER);

        LevadaException refused = catchThrowableOfType(
                LevadaException.class,
                () -> new Replay(scene.workspace()).replay(USERS, Optional.empty(), Duration.ZERO, Observer.NONE));

        assertThat(refused.code()).isEqualTo("run.leased");
    }

    @Test
    void runs_of_different_assets_go_on_side_by_side() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").extract("raw.events", WriteMode.OVERWRITE, "v1");
        List<Status> others = new ArrayList<>();
        scene.engine.whileProducing = () -> {
            scene.engine.whileProducing = () -> {};
            others.add(scene.run(only("raw.events")).status());
        };

        assertThat(scene.run(only("raw.users")).status()).isEqualTo(Status.DONE);
        assertThat(others).containsExactly(Status.DONE);
    }

    @Test
    void a_run_that_waits_plans_on_what_it_finds() {
        scene.extract("raw.users", WriteMode.APPEND, "v1");
        CountDownLatch waits = new CountDownLatch(1);
        List<Lease> told = new ArrayList<>();
        List<CompletableFuture<Outcome>> second = new ArrayList<>();
        scene.engine.whileProducing = () -> {
            second.add(CompletableFuture.supplyAsync(() -> run(Duration.ofMinutes(5), new Observer() {
                @Override
                public void runWaits(List<Lease> others) {
                    told.addAll(others);
                    waits.countDown();
                }
            })));
            await(waits);
        };
        Outcome first = scene.run();

        assertThat(first.status()).isEqualTo(Status.DONE);
        assertThat(second.get(0).join().status()).isEqualTo(Status.UNCHANGED);
        assertThat(told).extracting(lease -> lease.holder().runId()).containsExactly(first.runId());
        assertThat(scene.engine.productions).hasSize(1);
    }

    @Test
    void who_has_waited_long_enough_is_refused() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.ledger.leases().take(Set.of(USERS), OTHER);
        scene.clock = new Ticking();

        LevadaException refused =
                catchThrowableOfType(LevadaException.class, () -> run(Duration.ofSeconds(3), Observer.NONE));

        assertThat(refused.code()).isEqualTo("run.leased");
        assertThat(refused).hasMessageContaining("It was waited for in vain; nothing was begun.");
    }

    @Test
    void who_waits_can_be_stopped() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.ledger.leases().take(Set.of(USERS), OTHER);
        Runner runner = new Runner(scene.workspace());

        LevadaException stopped = catchThrowableOfType(
                LevadaException.class,
                () -> runner.run(Selection.ALL, Duration.ofDays(1), new Observer() {
                    @Override
                    public void runWaits(List<Lease> others) {
                        runner.interrupt();
                    }
                }));

        assertThat(stopped.code()).isEqualTo("run.interrupted");
    }

    @Test
    void each_lease_is_given_back_as_soon_as_its_task_has_ended() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").extract("raw.events", WriteMode.OVERWRITE, "v1");
        scene.run(only("raw.events"));
        scene.transform("f.x", "v1", "raw.users");
        List<Optional<Lease>> leases = new ArrayList<>();
        new Runner(scene.workspace()).run(Selection.ALL, Duration.ZERO, new Observer() {
            @Override
            public void runStarted(String runId, Plan plan) {
                leases.add(lease("raw.users"));
            }

            @Override
            public void taskStarted(AssetName asset) {
                leases.add(lease("raw.events"));
            }

            @Override
            public void taskFinished(TaskOutcome outcome) {
                leases.add(lease(outcome.asset().toString()));
            }
        });

        assertThat(leases).extracting(Optional::isPresent).containsExactly(true, false, false, false, false);
        assertThat(lease("f.x")).isEmpty();
    }

    @Test
    void a_run_whose_planning_fails_gives_its_leases_back() {
        scene.transform("f.x", "v1", "raw.users");

        LevadaException failed = catchThrowableOfType(LevadaException.class, () -> run(Duration.ZERO, Observer.NONE));

        assertThat(failed.code()).isEqualTo("plan.missing-input");
        assertThat(lease("f.x")).isEmpty();
    }

    @Test
    void a_run_that_lost_its_lease_publishes_nothing() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.engine.whileProducing = () -> {
            String run = lease("raw.users").orElseThrow().holder().runId();
            scene.ledger.leases().releaseAll(run);
            scene.ledger.leases().take(Set.of(USERS), OTHER);
        };

        TaskOutcome task = Scene.task(scene.run(), "raw.users");

        assertThat(task.failure().orElseThrow().code()).isEqualTo("run.lease");
        assertThat(task.failure().orElseThrow().message())
                .contains("Nothing was published. raw.users is being made by run other")
                .endsWith("Run again.");
        assertThat(scene.store.tables()).isEmpty();
        assertThat(lease("raw.users")).map(Lease::holder).hasValue(OTHER);
    }

    private Outcome run(Duration patience, Observer observer) {
        return new Runner(scene.workspace()).run(Selection.ALL, patience, observer);
    }

    private Optional<Lease> lease(String asset) {
        return scene.ledger.leases().of(AssetName.parse(asset));
    }

    private static Selection only(String asset) {
        return new Selection(List.of(asset), List.of(), Selection.Extent.STALE);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
