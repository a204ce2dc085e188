package dev.levada.cli;

import dev.levada.plan.Selection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which assets a command is about. */
final class SelectionOptions {
    @Parameters(
            paramLabel = "SELECTOR",
            arity = "0..*",
            description = {
                "Assets: raw.users, raw.*, tag:nightly; +x is x and what it depends on, x+ is x and what depends on it.",
                "Default: all."
            })
    List<String> selectors = List.of();

    @Option(names = "--exclude", paramLabel = "SELECTOR", split = ",", description = "Assets to leave out.")
    List<String> exclude = List.of();

    @Option(
            names = "--full",
            description =
                    "Make all selected assets, from the beginning of their sources, even those that are up to date.")
    boolean full;

    /** The words that give a command the same selection. */
    List<String> words(String command) {
        return words(command, selection().extent());
    }

    /** The words that give a command the same assets, and as much of them. */
    List<String> words(String command, Selection.Extent extent) {
        List<String> words = new ArrayList<>(List.of(command));
        if (extent == Selection.Extent.FULL) {
            words.add("--full");
        }
        if (!exclude.isEmpty()) {
            words.addAll(List.of("--exclude", String.join(",", exclude)));
        }
        words.addAll(selectors);
        return words;
    }

    Selection selection() {
        return new Selection(selectors, exclude, full ? Selection.Extent.FULL : Selection.Extent.STALE);
    }
}
