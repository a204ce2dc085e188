package dev.levada.cli;

import dev.levada.plan.Selection;
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

    Selection selection() {
        return new Selection(selectors, exclude, full ? Selection.Extent.FULL : Selection.Extent.STALE);
    }
}
