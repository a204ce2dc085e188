package dev.levada.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.cli.terminal.Commands;
import dev.levada.cli.terminal.Look;
import dev.levada.cli.terminal.Paper;
import dev.levada.engine.Account;
import dev.levada.engine.Effect;
import dev.levada.report.Failure;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ClosingReportTest {
    private final Paper paper = Paper.plain();

    @Test
    void everyRowIsAccountedForAndEveryFailureExplained() {
        print(Story.outcome());

        assertThat(paper.out()).isEqualTo("""

                        asset                   status     read    kept  quarantined  duplicates    time  MB/s
                        features.user_features  skipped
                        raw.events              failed   50,200  50,000            0         200  500 ms
                        raw.users               done     10,000   9,420          580           0   1.3 s  20.0

                        features.user_features: Skipped because raw.events failed.

                        raw.events: check failed, nothing was published: spend is not negative: 3 rows break it
                          user_id  spend
                          7        -1.50
                          8        -2.00
                          … 3 rows in all

                        raw.events failed: The check 'spend is not negative' does not hold.
                        The staged rows are kept in /s; look: levada -p shop query "select 1"

                        raw.users: 580 rows quarantined. Look at them: levada quarantine show raw.users -p shop
                          reason          rows
                          email.required   500
                          age.min           80

                        run r-1: failed in 2.0 s, 1 done, 1 failed, 1 skipped
                        What was published stays. Once it is mended, go on: levada run --full raw.users -p shop
                        """);
    }

    @Test
    void aRunWithNothingToDoSaysSoInTwoLines() {
        print(Story.outcome(
                Status.UNCHANGED, List.of(TaskOutcome.without(Story.USERS, Status.UNCHANGED, 0, Optional.empty()))));

        assertThat(paper.out()).isEqualTo("""
                        run r-1: unchanged in 2.0 s, 1 unchanged
                        Everything is up to date. To make it all again: levada run --full 'raw.*' -p shop
                        """);
    }

    @Test
    void anInterruptedRunSaysThatNothingIsHalfMade() {
        print(Story.outcome(
                Status.INTERRUPTED,
                List.of(TaskOutcome.without(Story.USERS, Status.INTERRUPTED, 1, Optional.empty()))));

        assertThat(paper.out())
                .endsWith(
                        "interrupted: nothing half-made was published; run again to go on: levada run --full raw.users"
                                + " -p shop\n");
    }

    @Test
    void whatWasNotPublishedIsNotInQuarantine() {
        for (Status status : List.of(Status.FAILED, Status.INTERRUPTED)) {
            print(Story.outcome(status, List.of(unpublished(status))));
        }

        assertThat(paper.out())
                .containsOnlyOnce("raw.users failed: No.\n")
                .contains(
                        "raw.users: 580 rows would go to quarantine\n  reason          rows\n  email.required   500\n")
                .doesNotContain("quarantine show");
    }

    @Test
    void aNoticeThatRepeatsTheQuarantineIsLeftOut() {
        print(Story.outcome(
                Status.DONE, List.of(Story.users(List.of(Story.QUARANTINE_NOTICE, "first seen: column plan")))));

        assertThat(paper.out())
                .containsOnlyOnce("quarantine show raw.users")
                .contains("raw.users: first seen: column plan");
    }

    @Test
    void whatAMergeDidStandsBesideTheAccount() {
        TaskOutcome merged = new TaskOutcome(
                Story.USERS,
                Status.DONE,
                0,
                new Account(10, 5, 0, 1, 0, 3, 1),
                new Effect(2, 3, 1),
                0,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                OptionalLong.of(1),
                Optional.empty(),
                List.of(),
                0);

        print(Story.outcome(Status.DONE, List.of(merged)));

        assertThat(paper.out()).startsWith("""

                asset      status  read  kept  quarantined  duplicates  unchanged  deletes  inserted  updated  removed  time  MB/s
                raw.users  done      10     5            0           1          3        1         2        3        1
                """);
        assertThat(TaskLine.of(merged, Look.PLAIN))
                .endsWith("raw.users: 10 rows read = 5 kept + 1 duplicate + 3 unchanged + 1 delete");
    }

    @Test
    void theTableToLookAtIsTheLastOfThePlan() {
        TaskOutcome features = TaskOutcome.without(Story.FEATURES, Status.DONE, 1, Optional.empty());

        print(Story.outcome(Status.DONE, List.of(Story.users(), features)));

        assertThat(paper.out()).endsWith("\nLook at a table: levada show features.user_features -p shop\n");
    }

    private static TaskOutcome unpublished(Status status) {
        TaskOutcome users = Story.users();
        return new TaskOutcome(
                users.asset(),
                status,
                1,
                users.account(),
                Effect.NONE,
                0,
                0,
                users.reasons(),
                Map.of(),
                List.of(),
                OptionalLong.empty(),
                Optional.of(new Failure("x", Blame.DATA, "raw.users: No.")),
                List.of(Story.QUARANTINE_NOTICE),
                0);
    }

    private void print(Outcome outcome) {
        NextStep next = new NextStep(
                List.of(Story.USERS, Story.EVENTS, Story.FEATURES),
                List.of("run", "--full", "raw.users"),
                List.of("run", "--full", "raw.*"));
        new ClosingReport(paper.terminal(), new Commands(List.of("-p", "shop"))).print(outcome, next);
    }
}
