package dev.levada.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A run that was begun.
 *
 * @param ended empty while it goes on, and for good if the process was killed
 * @param status as {@link dev.levada.report.Status} spells it, or {@code RUNNING}, or {@code DIED}
 * @param owner the process that runs it
 * @param report the whole outcome as JSON, once it ended
 */
public record RunRecord(
        String runId,
        Instant started,
        Optional<Instant> ended,
        String status,
        Optional<String> environment,
        String command,
        Owner owner,
        Optional<String> report) {
    /** The status of a run that goes on. */
    public static final String RUNNING = "RUNNING";
    /** The status of a run whose process ended before it did. */
    public static final String DIED = "DIED";

    /**
     * A process, told apart from a later one of the same number by when it was started.
     *
     * @param started empty if the system does not tell
     */
    public record Owner(String host, long pid, Optional<Instant> started) {}

    /** The same run with another status and end. */
    public RunRecord ended(String newStatus, Optional<Instant> end, Optional<String> newReport) {
        return new RunRecord(runId, started, end, newStatus, environment, command, owner, newReport);
    }
}
