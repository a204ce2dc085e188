package dev.levada.report;

import dev.levada.api.Blame;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How a run ended.
 *
 * @param tasks one for each selected asset, in the order of their names
 */
public record Outcome(
        String runId, Status status, Instant started, double seconds, List<TaskOutcome> tasks, List<String> notices) {
    public Outcome {
        tasks = tasks.stream().sorted(Comparator.comparing(TaskOutcome::asset)).toList();
        notices = List.copyOf(notices);
    }

    /** 0 if all went well; else what the gravest failure calls for. */
    public int exitCode() {
        return switch (status) {
            case DONE, UNCHANGED -> 0;
            case INTERRUPTED -> Blame.INTERRUPTED.exitCode();
            case FAILED, SKIPPED ->
                tasks.stream()
                        .flatMap(task -> task.failure().stream())
                        .mapToInt(failure -> failure.blame().exitCode())
                        .filter(code -> code != Blame.DATA.exitCode())
                        .findFirst()
                        .orElse(Blame.DATA.exitCode());
        };
    }

    /** What becomes of the whole when its parts ended so. */
    public static Status statusOf(List<TaskOutcome> tasks) {
        if (tasks.stream().anyMatch(task -> task.status() == Status.INTERRUPTED)) {
            return Status.INTERRUPTED;
        }
        if (tasks.stream().anyMatch(task -> task.status() == Status.FAILED || task.status() == Status.SKIPPED)) {
            return Status.FAILED;
        }
        return tasks.stream().anyMatch(task -> task.status() == Status.DONE) ? Status.DONE : Status.UNCHANGED;
    }
}
