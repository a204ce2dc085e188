package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.cli.progress.ClosingReport;
import dev.levada.project.Asset;
import dev.levada.report.TaskOutcome;
import dev.levada.run.Replay;
import dev.levada.workspace.Workspace;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada quarantine replay} */
@Command(
        name = "replay",
        description = {
            "Send an asset's quarantined rows through its contract again.",
            "Those that pass now are loaded and leave the quarantine, in one commit; the others stay."
        })
final class QuarantineReplayCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description =
                    "Only rows of the quarantine that meet this condition, such as \"list_contains(reasons, 'age.min')\".")
    private @Nullable String where;

    @Mixin
    private WaitOption wait = new WaitOption();

    QuarantineReplayCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Interruption interruption = new Interruption(console.terminal());
                Workspace workspace = wiring.workspace()) {
            TaskOutcome outcome = replay(workspace, workspace.project().asset(name), interruption);
            if (!console.speaksJson()) {
                tell(outcome);
            }
            return exitCode(outcome);
        }
    }

    private TaskOutcome replay(Workspace workspace, Asset asset, Interruption interruption) {
        Replay replay = new Replay(workspace);
        interruption.of(replay::interrupt);
        try (Spectator spectator = console.spectator()) {
            return replay.replay(asset.name(), Optional.ofNullable(where), wait.patience(), spectator.observer());
        }
    }

    private void tell(TaskOutcome outcome) {
        new ClosingReport(console.terminal(), console.globals().commands()).print(outcome);
    }

    private static int exitCode(TaskOutcome outcome) {
        return switch (outcome.status()) {
            case DONE, UNCHANGED -> 0;
            case INTERRUPTED -> Blame.INTERRUPTED.exitCode();
            case FAILED, SKIPPED ->
                outcome.failure().map(failure -> failure.blame().exitCode()).orElse(1);
        };
    }
}
