package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.cli.progress.JsonObserver;
import dev.levada.cli.terminal.Json;
import dev.levada.cli.terminal.Terminal;
import dev.levada.ledger.Verification;
import dev.levada.project.Asset;
import dev.levada.reconcile.Options;
import dev.levada.reconcile.Reconciled;
import dev.levada.reconcile.Reconciliation;
import dev.levada.report.Observer;
import dev.levada.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada reconcile} */
@Command(
        name = "reconcile",
        description = {
            "Compare an asset's table with its source, or with another asset's table.",
            "Nothing is changed. If all agrees with the source, that is remembered, and levada show tells it.",
            "Exits with 1 if rows differ."
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final long CHUNK_ROWS = 100_000;
    private static final long SHOWN = 20;
    private static final long MOST_SHOWN = 10_000;

    private final Console console;
    private final Wiring wiring;

    @Parameters(index = "0", paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "OTHER",
            description = "Another asset, whose table takes the place of the source.")
    private @Nullable String other;

    @Option(
            names = "--key",
            paramLabel = "COLUMNS",
            split = ",",
            description =
                    "The columns that tell rows apart. Default: those that the asset's file names; else whole rows are compared.")
    private List<String> key = List.of();

    @Option(
            names = "--columns",
            paramLabel = "COLUMNS",
            split = ",",
            description = "Compare only these, and the key. Default: all that both sides have.")
    private List<String> columns = List.of();

    @Option(
            names = "--chunk-rows",
            paramLabel = "N",
            description = "Compare about so many rows as a whole before looking into them. Default: 100000.")
    private long chunkRows = CHUNK_ROWS;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most so many keys that differ, 10000 at the most; all are counted. Default: 20.")
    private long limit = SHOWN;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table or json, which has the figures of each chunk. Default: table.")
    private ReportFormat format = ReportFormat.TABLE;

    @Option(
            names = "--status",
            description = "Compare nothing: tell up to when the table is known to agree with its source.")
    private boolean status;

    ReconcileCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        Options options = options();
        if (status) {
            return tellStatus();
        }
        try (Interruption interruption = new Interruption(console.terminal());
                Workspace workspace = wiring.comparingWorkspace()) {
            Reconciled reconciled = reconcile(workspace, options, interruption);
            tell(reconciled);
            if (reconciled.mark().isPresent() && !Wiring.canMark(workspace.project())) {
                console.terminal().complain("note: nothing can be written here, so that it agrees is not remembered");
            }
            return reconciled.agrees() ? 0 : Blame.DATA.exitCode();
        }
    }

    private Options options() {
        demand(chunkRows >= 1, "--chunk-rows", chunkRows, "a number of rows, 1 at the least");
        demand(limit >= 0 && limit <= MOST_SHOWN, "--limit", limit, "a number from 0 to " + MOST_SHOWN);
        return new Options(key, columns, chunkRows, limit);
    }

    private static void demand(boolean holds, String option, long value, String wanted) {
        if (!holds) {
            throw new LevadaException(
                    "cli.option", Blame.PROJECT, option + " wants " + wanted + ", not " + value + ".");
        }
    }

    private Reconciled reconcile(Workspace workspace, Options options, Interruption interruption) {
        Asset asset = workspace.project().asset(name);
        Optional<Asset> against = Optional.ofNullable(other).map(workspace.project()::asset);
        try (Spectator spectator = spectator();
                Reconciliation reconciliation = new Reconciliation(workspace, spectator.observer())) {
            interruption.of(reconciliation::interrupt);
            return against.isPresent()
                    ? reconciliation.tables(asset, against.get(), options)
                    : reconciliation.withSource(asset, options);
        }
    }

    /** What is printed as JSON must stand alone. */
    private Spectator spectator() {
        if (format == ReportFormat.TABLE) {
            return console.spectator();
        }
        return new Spectator(
                console.speaksJson() ? new JsonObserver(console.log(), console.clock()) : Observer.NONE, () -> {});
    }

    private void tell(Reconciled reconciled) {
        Terminal terminal = console.terminal();
        if (format == ReportFormat.JSON) {
            terminal.print(new Json(terminal::hide).document(ReconcileJson.of(reconciled)));
        } else {
            new ReconcileReport(terminal, reconciled).print();
        }
    }

    private int tellStatus() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Asset asset = workspace.project().asset(name);
            Optional<Verification> mark = workspace.ledger().verifications().of(asset.name());
            Terminal terminal = console.terminal();
            if (format == ReportFormat.JSON) {
                terminal.print(new Json(terminal::hide).document(ReconcileJson.status(asset.name(), mark)));
            } else {
                terminal.print(asset.name() + ": "
                        + mark.map(known -> VerificationWords.of(
                                        known, workspace.store().head(asset.name())))
                                .orElse("never found to agree with its source as a whole"));
            }
            return 0;
        }
    }
}
