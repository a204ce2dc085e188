package dev.levada.cli;

import dev.levada.cli.rows.RowFormat;
import dev.levada.cli.rows.RowPrinter;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.engine.SqlText;
import dev.levada.project.Asset;
import dev.levada.store.TableVersion;
import dev.levada.upkeep.AsOf;
import dev.levada.upkeep.PointInTime;
import dev.levada.workspace.Workspace;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada show} */
@Command(
        name = "show",
        description = "Show an asset: its columns and contract, its table's size and last run, and its first rows.")
final class ShowCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", description = "How many rows to show. Default: 10.")
    private long limit = 10;

    @Option(
            names = "--as-of",
            paramLabel = "VERSION|TIME|RUN",
            converter = PointOption.class,
            description = {
                "Show the table as it was: at a version that levada lake history lists, at a moment, such as"
                        + " 2024-07-01T09:30:15Z, or at the end of a run.",
                "The contract shown is that of now."
            })
    private @Nullable PointInTime moment;

    ShowCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Asset asset = workspace.project().asset(name);
            Optional<TableVersion> version = version(workspace, asset);
            new AssetReport(console.terminal(), console.globals().commands(), workspace.project())
                    .print(
                            asset,
                            version,
                            quarantined(workspace, asset),
                            workspace.ledger().verifications().of(asset.name()));
            if (limit > 0 && version.isPresent()) {
                printRows(workspace, version.get());
            }
            return 0;
        }
    }

    private Optional<TableVersion> version(Workspace workspace, Asset asset) {
        return moment == null
                ? workspace.store().head(asset.name())
                : Optional.of(AsOf.of(workspace, asset.name(), moment));
    }

    /** The quarantine has a past of its own. */
    private long quarantined(Workspace workspace, Asset asset) {
        return moment == null
                ? workspace
                        .store()
                        .head(asset.name().quarantine())
                        .map(TableVersion::rows)
                        .orElse(0L)
                : 0;
    }

    private void printRows(Workspace workspace, TableVersion version) {
        console.terminal().print("");
        try (Session session = workspace.engine().session()) {
            session.expose(version.table(), workspace.store().scan(version));
            try (Rows rows = session.query("select * from " + SqlText.name(version.table()) + " limit " + limit)) {
                var unused = new RowPrinter(console.terminal(), RowFormat.TABLE).print(rows, limit);
            }
        }
    }
}
