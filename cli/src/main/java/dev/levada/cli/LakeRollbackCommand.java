package dev.levada.cli;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Terminal;
import dev.levada.project.Asset;
import dev.levada.store.Facts;
import dev.levada.store.PastCommit;
import dev.levada.store.TableVersion;
import dev.levada.upkeep.PointInTime;
import dev.levada.upkeep.Rollback;
import dev.levada.workspace.Workspace;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada lake rollback} */
@Command(
        name = "rollback",
        description = {
            "Make an older version of an asset's table the newest again, with its checkpoint and its quarantine.",
            "--dry-run shows what would happen."
        })
final class LakeRollbackCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Option(
            names = "--to",
            paramLabel = "VERSION|TIME",
            converter = PointOption.class,
            description = {
                "A version, as levada lake history lists them, or the moment whose version is meant: 2024-07-01T09:30:15Z.",
                "Default: the version before the last change."
            })
    private @Nullable PointInTime target;

    @Option(names = "--dry-run", description = "Change nothing; say what would happen.")
    private boolean dryRun;

    LakeRollbackCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.workspace()) {
            Asset asset = workspace.project().asset(name);
            Rollback rollback = Rollback.of(workspace, asset, Optional.ofNullable(target));
            if (rollback.changesNothing()) {
                console.terminal()
                        .print(asset.name() + " is at version " + rollback.to().id() + " already.");
                return 0;
            }
            if (!dryRun) {
                TableVersion now = rollback.perform(workspace);
                console.terminal().print(asset.name() + " is at version " + now.id() + " again.");
            }
            tell(rollback);
            return 0;
        }
    }

    private void tell(Rollback rollback) {
        Terminal terminal = console.terminal();
        terminal.print("from  " + described(rollback.from()));
        terminal.print("to    " + described(rollback.to()));
        terminal.print(Figures.count(rollback.undone().size(), "commit") + (dryRun ? " would be undone:" : " undone:"));
        rollback.undone().forEach(commit -> terminal.print("  " + described(commit)));
        terminal.print("The checkpoint and the quarantine go back with the table.");
        terminal.print(next(rollback));
        if (dryRun) {
            terminal.print("Nothing was changed. To do it: "
                    + console.globals()
                            .commands()
                            .of(
                                    "lake",
                                    "rollback",
                                    name,
                                    "--to",
                                    Long.toString(rollback.to().id())));
        }
    }

    /** There is no way forward in the history: what was undone comes back by making it again. */
    private String next(Rollback rollback) {
        String run = console.globals().commands().of("run", name);
        return rollback.isReadAgain()
                ? "To undo that, run: what came after is read again from the source, as far as it still has it: " + run
                : "To undo that, run: the table is made again from what its source or its inputs are then: " + run;
    }

    private static String described(TableVersion version) {
        return version.id() + " of " + version.committed() + ": " + Figures.count(version.rows(), "row");
    }

    private static String described(PastCommit commit) {
        return commit.commit().id() + " of " + commit.commit().committed() + ": "
                + Figures.count(commit.commit().addedRows(), "row") + " added, "
                + Figures.count(commit.commit().removedRows()) + " removed"
                + Optional.ofNullable(commit.commit().facts().get(Facts.RUN_ID))
                        .map(run -> " by run " + run)
                        .orElse("");
    }
}
