package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.contract.WriteMode;
import dev.levada.plan.Backfill;
import dev.levada.plan.Chronicle;
import dev.levada.plan.Demand;
import dev.levada.plan.Plan;
import dev.levada.plan.Planner;
import dev.levada.plan.Reason;
import dev.levada.plan.Selection;
import dev.levada.plan.Task;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.EventTime.Grain;
import dev.levada.project.EventTime.Reach;
import dev.levada.project.Interval;
import dev.levada.store.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which intervals are made: now is the morning of 1 July, the data begin on 26 June. */
class IntervalPlanTest {
    private static final LocalDateTime START = LocalDateTime.of(2024, 6, 26, 0, 0);
    private static final AssetName EVENTS = AssetName.parse("raw.events");

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
        scene.engine.columns = Scene.columns("id BIGINT", "age INTEGER", "ts TIMESTAMP");
        scene.extract("raw.events", WriteMode.APPEND, "v1").timed("raw.events", time(Map.of()));
        scene.engine.days.put("raw.events", "2024-06-28");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void allDaysThatHaveEndedAreMissingAtFirst() {
        daily("v1", Map.of());

        assertThat(why("f.daily"))
                .isEqualTo("5 of 5 days: never made 2024-06-26 … 2024-06-30; more may follow from raw.events");
        assertThat(task("f.daily").mode()).isEqualTo(WriteMode.APPEND);
    }

    @Test
    void nothingIsMadeTwice() {
        daily("v1", Map.of());
        scene.run();

        assertThat(scene.plan().isEmpty()).isTrue();
        assertThat(scene.rows("f.daily")).isEqualTo(50);
    }

    @Test
    void aCommitConcernsTheDaysItTouchedAndNoOther() {
        daily("v1", Map.of());
        scene.run();
        load("b.csv", "2024-06-27");

        assertThat(why("f.daily")).isEqualTo("1 of 5 days: newer inputs: raw.events 2024-06-27");
        assertThat(task("f.daily").changes()).contains("replaces the rows of 1 day");
        scene.run();
        assertThat(scene.rows("f.daily")).isEqualTo(50);
        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void aCommitBeforeTheFirstDayConcernsNone() {
        daily("v1", Map.of());
        scene.run();
        load("b.csv", "2024-06-25");

        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void daysThatLookBackAndAheadAreConcernedByTheirNeighbours() {
        daily("v1", Map.of(EVENTS, new Reach(Duration.ofDays(2), Duration.ofDays(1), false, true)));
        scene.run();
        load("b.csv", "2024-06-27");

        assertThat(why("f.daily")).isEqualTo("4 of 5 days: newer inputs: raw.events 2024-06-26 … 2024-06-29");
    }

    @Test
    void anInputThatIsSeenWholeConcernsAllDays() {
        daily("v1", Map.of(EVENTS, new Reach(Duration.ZERO, Duration.ZERO, true, true)));
        scene.run();
        load("b.csv", "2024-06-25");

        assertThat(why("f.daily")).isEqualTo("5 of 5 days: newer inputs: raw.events 2024-06-26 … 2024-06-30");
    }

    @Test
    void anInputThatIsNotFollowedConcernsNone() {
        daily("v1", Map.of(EVENTS, new Reach(Duration.ZERO, Duration.ZERO, true, false)));
        scene.run();
        load("b.csv", "2024-06-27");

        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void otherCodeConcernsAllDays() {
        daily("v1", Map.of());
        scene.run();
        daily("v2", Map.of());

        assertThat(why("f.daily")).isEqualTo("5 of 5 days: its code changed 2024-06-26 … 2024-06-30");
    }

    @Test
    void whatIsMissingAndWhatIsStaleIsToldApart() {
        daily("v1", Map.of());
        scene.run(new Selection(List.of("raw.events"), List.of(), Selection.Extent.STALE));
        fill("2024-06-27", "2024-06-29");
        load("b.csv", "2024-06-28");

        assertThat(why("f.daily"))
                .isEqualTo("4 of 5 days: never made 2024-06-26, 2024-06-29 … 2024-06-30; newer inputs: raw.events"
                        + " 2024-06-28");
    }

    @Test
    void aTableThatWasMadeAsAWholeBeginsAnew() {
        scene.transform("f.daily", "v1", "raw.events");
        scene.run();
        daily("v1", Map.of());

        assertThat(task("f.daily").scope()).isEqualTo(Scope.ANEW);
        scene.run();
        assertThat(scene.rows("f.daily")).isEqualTo(50);
        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void whatWasMadeBeforeEverythingAnewDoesNotCount() {
        daily("v1", Map.of());
        scene.run();
        daily(START.plusDays(2));
        scene.run(new Selection(List.of("f.daily"), List.of(), Selection.Extent.FULL));
        assertThat(scene.rows("f.daily")).isEqualTo(30);
        daily(START);

        assertThat(why("f.daily")).isEqualTo("2 of 5 days: never made 2024-06-26 … 2024-06-27");
        Chronicle.forget(scene.workspace());
        assertThat(why("f.daily")).isEqualTo("2 of 5 days: never made 2024-06-26 … 2024-06-27");
        scene.run();
        assertThat(scene.rows("f.daily")).isEqualTo(50);
        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void aForgottenLedgerFindsTheSame() {
        daily("v1", Map.of());
        scene.run();
        load("b.csv", "2024-06-27");
        String before = why("f.daily");
        Chronicle.forget(scene.workspace());

        assertThat(scene.ledger.histories().states()).isEmpty();
        assertThat(why("f.daily")).isEqualTo(before);
        assertThat(scene.ledger.histories().states()).isEmpty();
    }

    @Test
    void whatIsSettledIsFoundWithoutLookingAndForgottenWhenSomethingHappens() {
        daily("v1", Map.of());
        scene.run();
        assertThat(scene.ledger.histories().settled()).containsKey(AssetName.parse("f.daily"));

        load("b.csv", "2024-06-27");
        assertThat(scene.plan().tasks()).hasSize(1);
        scene.run();
        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void onlyAQueryWithTimeIsFilled() {
        Backfill backfill = backfill("raw.events", "2024-06-27", "2024-06-28");

        assertThatThrownBy(() -> new Planner(scene.workspace()).backfill(backfill))
                .hasMessageStartingWith("raw.events is not made interval by interval");
    }

    private void daily(String code, Map<AssetName, Reach> inputs) {
        scene.transform("f.daily", code, "raw.events").timed("f.daily", time(inputs));
    }

    private void daily(LocalDateTime start) {
        scene.transform("f.daily", "v1", "raw.events").timed("f.daily", time(start, Map.of()));
    }

    private static EventTime time(Map<AssetName, Reach> inputs) {
        return time(START, inputs);
    }

    private static EventTime time(LocalDateTime start, Map<AssetName, Reach> inputs) {
        return new EventTime("ts", Grain.DAY, Optional.of(start), Optional.empty(), Duration.ZERO, inputs);
    }

    private void load(String file, String day) {
        scene.files.add(file);
        scene.engine.days.put("raw.events", day);
        scene.run(new Selection(List.of("raw.events"), List.of(), Selection.Extent.STALE));
    }

    private void fill(String from, String to) {
        Plan plan = new Planner(scene.workspace()).backfill(backfill("f.daily", from, to));
        scene.run(plan);
    }

    private static Backfill backfill(String asset, String from, String to) {
        Interval range = new Interval(LocalDateTime.parse(from + "T00:00"), LocalDateTime.parse(to + "T00:00"));
        return new Backfill(
                AssetName.parse(asset),
                Optional.of(range),
                Selection.Extent.STALE,
                Backfill.Breadth.ALONE,
                Demand.Order.OLDEST,
                1);
    }

    private Task task(String asset) {
        return scene.plan().tasks().stream()
                .filter(task -> task.asset().name().toString().equals(asset))
                .findFirst()
                .orElseThrow();
    }

    private String why(String asset) {
        Reason reason = task(asset).reason();
        return reason.words();
    }
}
