package dev.levada.report;

import dev.levada.engine.Account;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Effect;
import dev.levada.project.AssetName;
import dev.levada.pushdown.Venue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a task ended.
 *
 * @param seconds of wall time
 * @param effect what it does to the table's rows, if they were merged
 * @param bytesRead from the source, or of what a database computed; 0 for what the engine computes
 * @param bytesWritten of data files
 * @param reasons how many quarantined rows broke each rule
 * @param warnings how many kept rows broke each rule that only warns
 * @param commit the version of the table that was published
 * @param failure what went wrong, and what to do
 * @param notices what a user should know
 * @param late how many of the kept rows came late: they belong to an interval before the newest that the table had
 * @param discarded how many values of each column were left out because the table has no place for them
 * @param compared how many of the rows that count as read and unchanged were told by their hash alone
 * @param venue where the query of a transform was computed
 */
public record TaskOutcome(
        AssetName asset,
        Status status,
        double seconds,
        Account account,
        Effect effect,
        long bytesRead,
        long bytesWritten,
        Map<String, Long> reasons,
        Map<String, Long> warnings,
        List<CheckResult> checks,
        OptionalLong commit,
        Optional<Failure> failure,
        List<String> notices,
        long late,
        Map<String, Long> discarded,
        long compared,
        Venue venue) {

    public TaskOutcome {
        reasons = Map.copyOf(reasons);
        warnings = Map.copyOf(warnings);
        checks = List.copyOf(checks);
        notices = List.copyOf(notices);
        discarded = Map.copyOf(discarded);
    }

    /** When no value was discarded, and no row told by its hash. */
    public TaskOutcome(
            AssetName asset,
            Status status,
            double seconds,
            Account account,
            Effect effect,
            long bytesRead,
            long bytesWritten,
            Map<String, Long> reasons,
            Map<String, Long> warnings,
            List<CheckResult> checks,
            OptionalLong commit,
            Optional<Failure> failure,
            List<String> notices,
            long late) {
        this(
                asset,
                status,
                seconds,
                account,
                effect,
                bytesRead,
                bytesWritten,
                reasons,
                warnings,
                checks,
                commit,
                failure,
                notices,
                late,
                Map.of(),
                0,
                Venue.ENGINE);
    }

    /** A task that came to nothing. */
    public static TaskOutcome without(AssetName asset, Status status, double seconds, Optional<Failure> failure) {
        return new TaskOutcome(
                asset,
                status,
                seconds,
                Account.EMPTY,
                Effect.NONE,
                0,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                OptionalLong.empty(),
                failure,
                List.of(),
                0);
    }
}
