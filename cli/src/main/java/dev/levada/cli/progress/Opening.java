package dev.levada.cli.progress;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Terminal;
import dev.levada.plan.Plan;

/** The first line of a run. One that has nothing to do goes without. Used by one thread at a time. */
final class Opening {
    private final Terminal terminal;
    private final Ink ink;
    private String untold = "";

    Opening(Terminal terminal, Ink ink) {
        this.terminal = terminal;
        this.ink = ink;
    }

    void runStarted(String runId, Plan plan) {
        int tasks = plan.tasks().size();
        untold = "run " + runId + (tasks > 0 ? ": " + Figures.count(tasks, "asset") + " to make" : "");
        if (tasks > 0) {
            tell();
        }
    }

    /** Something happens in the run. */
    void tell() {
        if (!untold.isEmpty()) {
            terminal.print(ink, untold);
            untold = "";
        }
    }
}
