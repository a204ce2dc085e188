package dev.levada.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.ledger.Backfills.Begun;
import dev.levada.ledger.TableHistory.Step;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.TableCommit.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoriesTest {
    private static final AssetName DAILY = AssetName.parse("f.daily");
    private static final LocalDateTime DAY = LocalDateTime.of(2024, 1, 31, 0, 0);
    private static final Interval TWO_DAYS = new Interval(DAY, DAY.plusDays(2));

    @TempDir
    Path folder;

    private SqliteLedger ledger;

    @BeforeEach
    void open() {
        ledger = new SqliteLedger(folder.resolve("ledger.db"), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatIsRememberedIsReadBackInItsOrder() {
        List<Step> steps = List.of(
                own(7, List.of(TWO_DAYS, new Interval(DAY.plusDays(4), DAY.plusDays(5)))),
                new Step(
                        Long.MAX_VALUE,
                        Instant.parse("2024-02-01T00:00:00.123Z"),
                        Kind.MAINTENANCE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of()),
                        0),
                new Step(
                        4,
                        Instant.parse("2024-02-01T00:00:00Z"),
                        Kind.OVERWRITE,
                        Optional.of("run"),
                        Optional.of("code"),
                        Optional.of(""),
                        Optional.of(List.of(TWO_DAYS)),
                        Optional.empty(),
                        20),
                own(3, List.of()));
        ledger.histories().remember(Map.of(DAILY, new TableHistory("t1", Optional.of("day"), steps)));
        TableHistory read = ledger.histories().of(DAILY).orElseThrow();

        assertThat(read.steps()).isEqualTo(steps);
        assertThat(read.token()).isEqualTo("t1");
        assertThat(read.timeColumn()).hasValue("day");
        assertThat(read.version()).hasValue(3L);
    }

    @Test
    void aHistoryThatTookAnotherTurnTakesThePlaceOfTheOld() {
        remember("t1", own(1, List.of()), own(2, List.of()), own(3, List.of()));
        remember("t2", own(1, List.of()), own(4, List.of()));

        assertThat(ledger.histories().of(DAILY).orElseThrow().steps())
                .extracting(Step::version)
                .containsExactly(1L, 4L);
    }

    @Test
    void aTableThatWasRolledBackLosesItsEnd() {
        remember("t1", own(1, List.of()), own(2, List.of()));
        remember("t2", own(1, List.of()));

        assertThat(ledger.histories().of(DAILY).orElseThrow().steps()).hasSize(1);
    }

    @Test
    void whatIsForgottenIsGone() {
        remember("t1", own(1, List.of()));
        ledger.histories().forget(List.of(DAILY));

        assertThat(ledger.histories().of(DAILY)).isEmpty();
        assertThat(ledger.histories().states()).isEmpty();
    }

    @Test
    void changesAreThoseThatFollowAVersionAndChangeRows() {
        Step empty = new Step(
                2,
                Instant.EPOCH,
                Kind.CHANGE,
                Optional.of("r"),
                Optional.of("c"),
                Optional.of(""),
                Optional.of(List.of()),
                Optional.of(List.of()),
                0);
        TableHistory history =
                new TableHistory("t", Optional.empty(), List.of(own(1, List.of()), empty, own(3, List.of())));

        assertThat(history.changesAfter(1).orElseThrow())
                .extracting(Step::version)
                .containsExactly(3L);
        assertThat(history.changesAfter(3).orElseThrow()).isEmpty();
        assertThat(history.changesAfter(99)).isEmpty();
    }

    @Test
    void theFirstBeginningOfABackfillCountsUntilItEnds() {
        ledger.backfills().begin(new Begun(DAILY, TWO_DAYS, Optional.of(5L)));
        ledger.backfills().begin(new Begun(DAILY, TWO_DAYS, Optional.of(6L)));
        assertThat(ledger.backfills().begun(DAILY, TWO_DAYS).orElseThrow().base())
                .hasValue(5L);

        ledger.backfills().end(DAILY, TWO_DAYS);
        assertThat(ledger.backfills().begun(DAILY, TWO_DAYS)).isEmpty();
    }

    @Test
    void whatWasRememberedBeforeOverwritesWereIsForgottenAndNothingElse() throws Exception {
        remember("t1", own(1, List.of()));
        ledger.histories().settle(Map.of(DAILY, "settled"));
        ledger.backfills().begin(new Begun(DAILY, TWO_DAYS, Optional.of(5L)));
        ledger.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"))) {
            connection.createStatement().execute("drop table verifications");
            connection.createStatement().execute("delete from schema_version where version > 3");
        }
        open();

        assertThat(ledger.histories().states()).isEmpty();
        assertThat(ledger.histories().of(DAILY)).isEmpty();
        assertThat(ledger.histories().settled()).isEmpty();
        assertThat(ledger.backfills().begun(DAILY, TWO_DAYS)).isPresent();
    }

    private void remember(String token, Step... steps) {
        ledger.histories().remember(Map.of(DAILY, new TableHistory(token, Optional.empty(), List.of(steps))));
    }

    private static Step own(long version, List<Interval> intervals) {
        return new Step(
                version,
                Instant.parse("2024-02-01T00:00:00Z"),
                Kind.CHANGE,
                Optional.of("run"),
                Optional.of("code"),
                Optional.of("raw.events=12"),
                Optional.of(intervals),
                Optional.empty(),
                10);
    }
}
