package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Terminal;
import dev.levada.problem.Problem;
import dev.levada.run.Binder;
import dev.levada.workspace.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code levada check} */
@Command(name = "check", description = "Read the whole project, and parse and bind all of its SQL. Touches no data.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;
    private final Failures failures;

    CheckCommand(Console console, Wiring wiring, Failures failures) {
        this.console = console;
        this.wiring = wiring;
        this.failures = failures;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Binder binder = new Binder(workspace);
            List<Problem> problems = binder.check();
            Terminal terminal = console.terminal();
            binder.notices()
                    .forEach(notice -> terminal.print(
                            "note: " + console.globals().commands().within(notice)));
            if (!problems.isEmpty()) {
                failures.tell(problems);
                return Blame.PROJECT.exitCode();
            }
            terminal.print(
                    Ink.GREEN,
                    "ok: " + Figures.count(workspace.project().assets().size(), "asset") + ", "
                            + Figures.count(workspace.project().connections().size(), "connection"));
            return 0;
        }
    }
}
