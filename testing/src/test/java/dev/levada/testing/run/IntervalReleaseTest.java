package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.ledger.Backfills.Begun;
import dev.levada.plan.Backfill;
import dev.levada.plan.Demand;
import dev.levada.plan.Planner;
import dev.levada.plan.Selection;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.EventTime.Grain;
import dev.levada.project.Interval;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.store.Facts;
import dev.levada.store.TableCommit;
import dev.levada.store.TableVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An asset that is made interval by interval is published with its release. Now is the morning of 1 July 2024. */
class IntervalReleaseTest {
    private static final LocalDateTime START = LocalDateTime.of(2024, 6, 26, 0, 0);
    private static final AssetName EVENTS = AssetName.parse("raw.events");
    private static final AssetName DAILY = AssetName.parse("f.daily");
    private static final LevadaException WRONG = new LevadaException("run.interval", Blame.DATA, "a wrong day");

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
        scene.engine.columns = Scene.columns("id BIGINT", "age INTEGER", "ts TIMESTAMP");
        scene.extract("raw.events", WriteMode.APPEND, "v1")
                .timed("raw.events", time())
                .transform("f.daily", "v1", "raw.events")
                .timed("f.daily", time())
                .transform("f.total", "v1", "f.daily")
                .release("spring", "raw.events", "f.daily", "f.total");
        scene.engine.days.put("raw.events", "2024-06-28");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static EventTime time() {
        return new EventTime("ts", Grain.DAY, Optional.of(START), Optional.empty(), Duration.ZERO, Map.of());
    }

    @Test
    void allItsIntervalsBecomeVisibleAtOnceWithTheOthers() {
        List<List<AssetName>> seen = new ArrayList<>();
        scene.engine.whileProducing = () -> seen.add(scene.store.tables());

        Outcome outcome = scene.run();

        assertThat(outcome.status()).isEqualTo(Status.DONE);
        assertThat(seen).hasSize(7).allSatisfy(tables -> assertThat(tables).isEmpty());
        assertThat(commits(DAILY)).hasSize(1);
        TableVersion daily = scene.store.head(DAILY).orElseThrow();
        assertThat(daily.rows()).isEqualTo(50);
        assertThat(daily.fact(Facts.RELEASE)).contains("spring");
        assertThat(daily.fact(Facts.INPUTS))
                .contains("raw.events=" + scene.store.head(EVENTS).orElseThrow().id());
        assertThat(Scene.task(outcome, "f.daily").commit()).hasValue(daily.id());
        assertThat(Scene.task(outcome, "f.daily").account().kept()).isEqualTo(50);
        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void whatAnInputIsAboutToChangeIsMadeAgainAndNothingElse() {
        scene.run();
        change("2024-06-27");

        Outcome outcome = scene.run();

        assertThat(outcome.status()).isEqualTo(Status.DONE);
        assertThat(made()).containsExactly("2024-06-27T00:00/2024-06-28T00:00");
        assertThat(Stream.of("raw.events", "f.daily", "f.total")
                        .map(asset -> scene.store.head(AssetName.parse(asset)).orElseThrow())
                        .map(version -> version.fact(Facts.RUN_ID)))
                .containsOnly(Optional.of(outcome.runId()));
        assertThat(scene.rows("f.daily")).isEqualTo(50);
        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void oneThatIsNotConcernedIsNotWaitedFor() {
        scene.run();
        change("2024-06-25");

        Outcome outcome = scene.run();

        assertThat(Scene.task(outcome, "raw.events").status()).isEqualTo(Status.DONE);
        assertThat(Scene.task(outcome, "f.daily").status()).isEqualTo(Status.UNCHANGED);
        assertThat(Scene.task(outcome, "f.total").status()).isEqualTo(Status.UNCHANGED);
        assertThat(commits(DAILY)).hasSize(1);
        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void anIntervalThatFailsHoldsTheReleaseBack() {
        scene.run();
        long files = scene.rows("raw.events");
        change("2024-06-27");
        scene.engine.failures.put("f.daily", WRONG);

        Outcome outcome = scene.run();

        assertThat(Scene.task(outcome, "f.daily").failure().orElseThrow().message())
                .contains("a wrong day");
        assertThat(Scene.task(outcome, "raw.events").failure().orElseThrow().code())
                .isEqualTo("run.held-back");
        assertThat(scene.rows("raw.events")).isEqualTo(files);
        assertThat(commits(DAILY)).hasSize(1);

        scene.engine.failures.clear();
        assertThat(scene.run().status()).isEqualTo(Status.DONE);
        assertThat(made()).containsExactly("2024-06-27T00:00/2024-06-28T00:00");
    }

    @Test
    void whatFailsLaterTakesItsIntervalsBack() {
        scene.engine.failures.put("f.total", WRONG);

        Outcome outcome = scene.run();

        assertThat(Scene.task(outcome, "f.daily").failure().orElseThrow().message())
                .startsWith("Held back because f.total failed.");
        assertThat(Scene.task(outcome, "f.daily").commit()).isEmpty();
        assertThat(scene.store.tables()).isEmpty();
        assertThat(scene.store.commits(DAILY, Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void aRangeThatIsMadeAgainInOneCommitLeavesNothingToGoOnWith() {
        scene.run();
        Interval range = new Interval(START, START.plusDays(2));

        for (int time = 1; time <= 2; time++) {
            scene.run(new Planner(scene.workspace())
                    .backfill(new Backfill(
                            DAILY,
                            Optional.of(range),
                            Selection.Extent.FULL,
                            Backfill.Breadth.ALONE,
                            Demand.Order.NEWEST,
                            2)));

            assertThat(commits(DAILY)).hasSize(1 + time);
            assertThat(made()).containsExactly(range.toString());
            assertThat(scene.ledger.backfills().begun(DAILY, range)).isEmpty();
        }
    }

    @Test
    void whatWasBegunBeforeItBelongedToAReleaseIsMadeAsAWhole() {
        scene.run();
        Interval range = new Interval(START, START.plusDays(2));
        scene.ledger.backfills().begin(new Begun(DAILY, range, Optional.empty()));

        scene.run(new Planner(scene.workspace())
                .backfill(new Backfill(
                        DAILY,
                        Optional.of(range),
                        Selection.Extent.FULL,
                        Backfill.Breadth.ALONE,
                        Demand.Order.OLDEST,
                        1)));

        assertThat(made()).containsExactly(range.toString());
        assertThat(scene.ledger.backfills().begun(DAILY, range)).isEmpty();
    }

    private void change(String day) {
        scene.files.add(day + ".csv");
        scene.engine.days.put("raw.events", day);
    }

    private List<TableCommit> commits(AssetName table) {
        return scene.store.commits(table, Optional.empty(), Optional.empty());
    }

    /** The intervals that the newest commit made. */
    private List<String> made() {
        List<TableCommit> commits = commits(DAILY);
        return List.of(commits.get(commits.size() - 1)
                .facts()
                .getOrDefault(Facts.INTERVALS, "")
                .split(","));
    }
}
