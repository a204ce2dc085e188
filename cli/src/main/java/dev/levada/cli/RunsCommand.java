package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.cli.progress.AccountTable;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Table;
import dev.levada.ledger.Ledger;
import dev.levada.ledger.RunRecord;
import dev.levada.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada runs} */
@Command(name = "runs", description = "List past runs, the newest first, or show how one of them ended.")
final class RunsCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "RUN_ID", arity = "0..1", description = "A run's id, or the beginning of it.")
    private @Nullable String runId;

    @Option(names = "--limit", paramLabel = "N", description = "List at most so many runs. Default: 20.")
    private int limit = 20;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Of one run: table or json. Default: table.")
    private ReportFormat format = ReportFormat.TABLE;

    RunsCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        try (Ledger ledger = wiring.lookingLedger(wiring.project())) {
            if (runId == null) {
                list(ledger.runs(limit));
            } else {
                show(find(ledger, runId));
            }
            return 0;
        }
    }

    private void list(List<RunRecord> runs) {
        if (runs.isEmpty()) {
            console.terminal()
                    .print("There was no run yet. Begin with: "
                            + console.globals().commands().of("run"));
            return;
        }
        Table table = new Table(List.of(
                Table.left("run"),
                Table.left("started"),
                Table.right("took"),
                Table.left("status"),
                Table.left("environment"),
                Table.left("command")));
        for (RunRecord run : runs) {
            String status = run.status().toLowerCase(Locale.ROOT);
            table.add(List.of(
                    Table.cell(run.runId()),
                    Table.cell(started(run)),
                    Table.cell(took(run)),
                    Table.cell(AccountTable.ink(status), status),
                    Table.cell(run.environment().orElse("")),
                    Table.cell(run.command())));
        }
        console.terminal().print(table);
    }

    private void show(RunRecord run) throws IOException {
        if (format == ReportFormat.JSON) {
            console.terminal().print(run.report().orElse("{}").strip());
            return;
        }
        console.terminal()
                .print("run " + run.runId() + ", started " + started(run) + ": "
                        + run.status().toLowerCase(Locale.ROOT)
                        + (took(run).isEmpty() ? "" : " in " + took(run)));
        if (run.report().isPresent()) {
            new StoredReport(console.terminal(), console.globals().commands())
                    .print(run.report().get());
        }
    }

    private RunRecord find(Ledger ledger, String id) {
        return ledger.run(RunId.ofPart(id))
                .orElseThrow(() -> new LevadaException(
                        "runs.unknown",
                        Blame.PROJECT,
                        "There is no run '" + id + "', or several begin so. The list of them: "
                                + console.globals().commands().of("runs")));
    }

    private static String started(RunRecord run) {
        return run.started().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String took(RunRecord run) {
        return run.ended()
                .map(end ->
                        Figures.duration(Duration.between(run.started(), end).toMillis() / 1000.0))
                .orElse("");
    }
}
