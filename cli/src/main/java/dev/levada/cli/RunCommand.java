package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.cli.progress.ClosingReport;
import dev.levada.cli.progress.NextStep;
import dev.levada.plan.Selection;
import dev.levada.project.AssetName;
import dev.levada.report.Outcome;
import dev.levada.report.OutcomeJson;
import dev.levada.run.Runner;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code levada run} */
@Command(
        name = "run",
        description = {
            "Make what is new or stale: extract, check every row, audit, publish.",
            "A table that fails a check stays as it was, and what depends on it is skipped."
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;
    private final Shell shell;

    @Mixin
    private SelectionOptions options = new SelectionOptions();

    @Mixin
    private WaitOption wait = new WaitOption();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the whole outcome to this file, as JSON.")
    private @Nullable Path report;

    RunCommand(Console console, Wiring wiring, Shell shell) {
        this.console = console;
        this.wiring = wiring;
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Path file = report == null ? null : writable(shell.folder().resolve(report));
        try (Interruption interruption = new Interruption(console.terminal());
                Workspace workspace = wiring.workspace()) {
            Outcome outcome = run(workspace, interruption);
            if (file != null) {
                Files.writeString(file, console.terminal().hide(OutcomeJson.write(outcome)));
            }
            if (!console.speaksJson()) {
                new ClosingReport(console.terminal(), console.globals().commands()).print(outcome, next(workspace));
            }
            return outcome.exitCode();
        }
    }

    private Outcome run(Workspace workspace, Interruption interruption) {
        Runner runner = new Runner(workspace);
        interruption.of(runner::interrupt);
        try (Spectator spectator = console.spectator()) {
            return runner.run(options.selection(), wait.patience(), spectator.observer());
        }
    }

    private NextStep next(Workspace workspace) {
        List<AssetName> order = List.copyOf(workspace.project().assets().keySet());
        return new NextStep(order, again(), options.words("run", Selection.Extent.FULL));
    }

    /** The words that this command was given. */
    private List<String> again() {
        List<String> words = options.words("run");
        words.addAll(wait.words());
        if (report != null) {
            words.addAll(List.of("--report", report.toString()));
        }
        return words;
    }

    /** Fails before the run rather than after it. */
    private static Path writable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new LevadaException(
                    "report.unwritable",
                    Blame.PROJECT,
                    "The report cannot be written to " + file + ": that is "
                            + (Files.isDirectory(file) ? "a folder" : "read-only") + ". Name another file.");
        }
        return file;
    }
}
