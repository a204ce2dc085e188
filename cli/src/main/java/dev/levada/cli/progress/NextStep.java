package dev.levada.cli.progress;

import dev.levada.cli.terminal.Commands;
import dev.levada.project.AssetName;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to do when a run has ended.
 *
 * @param order the assets that were to be made, each behind those it depends on
 * @param again the words of the command that was given
 * @param anew the words of the one that makes all it is about, stale or not
 */
public record NextStep(List<AssetName> order, List<String> again, List<String> anew) {
    public NextStep {
        order = List.copyOf(order);
        again = List.copyOf(again);
        anew = List.copyOf(anew);
    }

    String line(Outcome outcome, Commands commands) {
        return switch (outcome.status()) {
            case DONE -> "Look at a table: " + commands.of("show", lastMade(outcome));
            case UNCHANGED -> "Everything is up to date. To make it all again: " + commands.of(anew);
            case FAILED, SKIPPED -> "What was published stays. Once it is mended, go on: " + commands.of(again);
            case INTERRUPTED ->
                "interrupted: nothing half-made was published; run again to go on: " + commands.of(again);
        };
    }

    private String lastMade(Outcome outcome) {
        Set<AssetName> made = outcome.tasks().stream()
                .filter(task -> task.status() == Status.DONE)
                .map(TaskOutcome::asset)
                .collect(Collectors.toSet());
        return order.stream()
                .filter(made::contains)
                .reduce((first, second) -> second)
                .map(AssetName::toString)
                .orElse("ASSET");
    }
}
