package dev.levada.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.terminal.Paper;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import java.util.List;
import java.util.Optional;
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

                        raw.users: 580 rows quarantined. Look at them: levada quarantine show raw.users -p shop
                          reason          rows
                          email.required   500
                          age.min           80

                        run r-1: failed in 2.0 s, 1 done, 1 failed, 1 skipped
                        What was published stays. Once it is mended, go on: levada run -p shop
                        """);
    }

    @Test
    void aRunWithNothingToDoSaysSoInTwoLines() {
        print(Story.outcome(
                Status.UNCHANGED, List.of(TaskOutcome.without(Story.USERS, Status.UNCHANGED, 0, Optional.empty()))));

        assertThat(paper.out()).isEqualTo("""

                        run r-1: unchanged in 2.0 s, 1 unchanged
                        Everything is up to date. To make it all again: levada run --full -p shop
                        """);
    }

    @Test
    void anInterruptedRunSaysThatNothingIsHalfMade() {
        print(Story.outcome(
                Status.INTERRUPTED,
                List.of(TaskOutcome.without(Story.USERS, Status.INTERRUPTED, 1, Optional.empty()))));

        assertThat(paper.out())
                .endsWith("interrupted: nothing half-made was published; run again to go on: levada run -p shop\n");
    }

    private void print(Outcome outcome) {
        new ClosingReport(paper.terminal(), words -> "levada " + words + " -p shop").print(outcome);
    }
}
