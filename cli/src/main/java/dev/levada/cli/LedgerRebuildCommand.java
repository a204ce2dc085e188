package dev.levada.cli;

import dev.levada.cli.terminal.Figures;
import dev.levada.plan.Chronicle;
import dev.levada.workspace.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code levada ledger rebuild} */
@Command(
        name = "rebuild",
        description = {
            "Forget what is remembered of tables' commits, and read all of it from the tables again.",
            "Nothing is lost: the tables are the truth, the ledger only saves time."
        })
final class LedgerRebuildCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    LedgerRebuildCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.workspace()) {
            Chronicle.forget(workspace);
            Chronicle chronicle = new Chronicle(workspace);
            chronicle.remember();
            console.terminal()
                    .print("The ledger knows " + Figures.count(chronicle.tables(), "table") + " again, with "
                            + Figures.count(chronicle.commits(), "commit") + ".");
            return 0;
        }
    }
}
