package dev.levada.testing.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.engine.Engine;
import dev.levada.report.Failure;
import dev.levada.store.Courier;
import dev.levada.store.Store;
import dev.levada.testing.writes.Delivery.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every pair of an engine and a store must do in every write mode, driven by whole runs of a project with one asset.
 *
 * <p>Random histories take a fresh seed each time and print it when they fail; {@code -Dlevada.seed=N} takes that one
 * again, and {@code -Dlevada.batches=N} makes them longer.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class WriteModeContract {

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    private int trials;

    /** Opens the engine; it serves all cases. */
    protected abstract Engine openEngine(Path folder);

    /** Opens a store on an empty folder. @param courier the engine's */
    protected abstract Store openStore(Path folder, Clock clock, Courier courier);

    /** How many batches a random history has, unless {@code levada.batches} says it; fewer where each takes its time. */
    protected int usualBatches() {
        return 8;
    }

    @BeforeAll
    void begin(@TempDir Path empty) {
        folder = empty;
        engine = openEngine(folder.resolve("spill"));
    }

    @AfterAll
    void end() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicTest> anEmptyBatchMakesATableAndChangesNone() {
        return inEach(Scenario.all(), trial -> {
            trial.write(delivery());
            trial.write(delivery(row(1, "a")));
            trial.write(delivery());
        });
    }

    @TestFactory
    Stream<DynamicTest> aNewColumnMayComeWithoutANewRow() {
        return inEach(Scenario.oneOfEachMode(), trial -> {
            Delivery none = new Delivery(List.of(), Shape.WIDER, Optional.empty());
            trial.write(delivery(row(1, "a")));
            trial.write(none);
            trial.write(none);
        });
    }

    @TestFactory
    Stream<DynamicTest> theSameRowsMayComeAgain() {
        return inEach(Scenario.all(), trial -> {
            Delivery same = delivery(row(1, "a"), row(2, "b").with("op", "D"), row(3, "c"), row(3, "d"));
            trial.write(same);
            List<Row> rows = trial.model();
            trial.pause(Duration.ofHours(1));
            trial.write(same);

            if (trial.isRepeatable()) {
                assertThat(trial.model()).isEqualTo(rows);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aNullInTheKeyFailsTheRun() {
        List<Scenario> keyed = Scenario.oneOfEachMode().stream()
                .filter(scenario -> scenario.write().mode().isKeyed())
                .toList();
        return inEach(keyed, trial -> {
            trial.write(delivery(row(1, "a")));
            Failure failure = trial.refuse(delivery(row(1, "b"), row(2, "a").with("id", null)));

            assertThat(failure.blame()).isEqualTo(Blame.DATA);
            assertThat(failure.message())
                    .contains("raw.things")
                    .contains("id.key")
                    .contains("without a value for id");
        });
    }

    @TestFactory
    Stream<DynamicTest> aNullInARequiredKeyIsQuarantined() {
        List<Scenario> keyed = Scenario.oneOfEachMode().stream()
                .filter(scenario -> scenario.write().mode().isKeyed())
                .toList();
        return inEach(keyed, trial -> {
            trial.requiringKey().write(delivery(row(1, "a"), row(3, "a")));
            trial.write(delivery(row(1, "b"), row(2, "a").with("id", null)));
        });
    }

    @TestFactory
    Stream<DynamicTest> anyHistoryEndsAsTheModelSays() {
        long seed = Long.getLong("levada.seed", System.nanoTime());
        return inEach(Scenario.all(), trial -> replay(trial, seed));
    }

    private void replay(Trial trial, long seed) {
        int batches = Integer.getInteger("levada.batches", usualBatches());
        RandomDeliveries deliveries = new RandomDeliveries(new Random(seed), trial.scenario());
        for (int i = 0; i < batches; i++) {
            Delivery delivery = deliveries.next(i < batches / 2 ? Shape.FIRST : Shape.WIDER);
            trial.pause(deliveries.pause());
            List<Row> before = trial.model();
            try {
                trial.write(delivery);
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(story(trial, seed, i, before, delivery), failed);
            }
        }
    }

    private static String story(Trial trial, long seed, int number, List<Row> before, Delivery delivery) {
        return "-Dlevada.seed=" + seed + ": " + trial.scenario() + ", batch " + number + " at " + trial.now()
                + delivery.where().map(where -> " where " + where).orElse("") + "\n  the table had"
                + lines(before) + "\n  there came" + lines(delivery.rows());
    }

    private static String lines(List<Row> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append("\n    ").append(row));
        return lines.toString();
    }

    private Stream<DynamicTest> inEach(List<Scenario> scenarios, Consumer<Trial> test) {
        return scenarios.stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    try (Trial trial = trial(scenario)) {
                        test.accept(trial);
                    }
                }));
    }

    private Trial trial(Scenario scenario) {
        Path own = folder.resolve("trial-" + ++trials);
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Trial(scenario, own, engine, clock -> openStore(own.resolve("store"), clock, engine.courier()));
    }

    private static Delivery delivery(Row... rows) {
        return new Delivery(List.of(rows), Shape.FIRST, Optional.empty());
    }

    private static Row row(long id, String v) {
        return Row.EMPTY
                .with("id", id)
                .with("part", "x")
                .with("v", v)
                .with("at", Instant.parse("2024-01-02T00:00:00Z"));
    }
}
