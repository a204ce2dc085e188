package dev.levada.cli;

import dev.levada.cli.terminal.Json;
import dev.levada.plan.Plan;
import dev.levada.plan.Planner;
import dev.levada.workspace.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code levada plan} */
@Command(name = "plan", description = "Show what a run would make, why, and what it would change. Touches nothing.")
final class PlanCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Mixin
    private SelectionOptions options = new SelectionOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json. Default: table.")
    private ReportFormat format = ReportFormat.TABLE;

    PlanCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Plan plan = new Planner(workspace).plan(options.selection());
            PlanReport report =
                    new PlanReport(console.terminal(), console.globals().commands(), workspace.project());
            switch (format) {
                case TABLE -> report.print(plan, options.words("run"));
                case JSON -> console.terminal().print(new Json(console.terminal()::hide).document(report.fields(plan)));
            }
            return 0;
        }
    }
}
