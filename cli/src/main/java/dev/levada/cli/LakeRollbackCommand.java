package dev.levada.cli;

import dev.levada.cli.terminal.Commands;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Terminal;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import dev.levada.store.Facts;
import dev.levada.store.PastCommit;
import dev.levada.store.TableVersion;
import dev.levada.upkeep.PointInTime;
import dev.levada.upkeep.Rollback;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada lake rollback} */
@Command(
        name = "rollback",
        description = {
            "Make an older version of an asset's table the newest again, with its checkpoint and its quarantine;"
                    + " or one that was rolled back.",
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
                "A version, as levada lake history lists them, also one that was rolled back; or the moment whose version is"
                        + " meant: 2024-07-01T09:30:15Z.",
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
        try (Workspace workspace = dryRun ? wiring.lookingWorkspace() : wiring.workspace()) {
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
            tell(rollback, workspace.project());
            return 0;
        }
    }

    private void tell(Rollback rollback, Project project) {
        Terminal terminal = console.terminal();
        terminal.print("from  " + described(rollback.from()));
        terminal.print("to    " + described(rollback.to()));
        list(rollback.undone(), dryRun ? " would be undone:" : " undone:");
        list(rollback.redone(), dryRun ? " would come back:" : " came back:");
        terminal.print("The checkpoint and the quarantine go with the table.");
        others(rollback.asset(), project).forEach(terminal::print);
        undoing(rollback).forEach(terminal::print);
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

    private void list(List<PastCommit> commits, String what) {
        if (!commits.isEmpty()) {
            console.terminal().print(Figures.count(commits.size(), "commit") + what);
            commits.forEach(commit -> console.terminal().print("  " + described(commit)));
        }
    }

    /** What the table was published together with stays as it is. */
    private static List<String> others(Asset asset, Project project) {
        List<AssetName> others = project.companions(asset);
        return others.isEmpty()
                ? List.of()
                : List.of("What it was published together with stays where it is: "
                        + others.stream().map(AssetName::toString).collect(Collectors.joining(", ")));
    }

    private List<String> undoing(Rollback rollback) {
        Commands commands = console.globals().commands();
        List<String> words = new ArrayList<>();
        words.add("To undo that, until maintain forgets the version: "
                + commands.of(
                        "lake",
                        "rollback",
                        name,
                        "--to",
                        Long.toString(rollback.from().id())));
        if (rollback.redone().isEmpty()) {
            words.add("A run also brings what was undone: "
                    + (rollback.isReadAgain()
                            ? "it reads again from the source, as far as that still has it: "
                            : "it makes the table again from what its source or its inputs are then: ")
                    + commands.of("run", name));
        }
        return words;
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
