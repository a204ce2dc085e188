package dev.levada.cli;

import dev.levada.cli.rows.RowFormat;
import dev.levada.cli.rows.RowPrinter;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.run.Tables;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    ShowCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.workspace()) {
            Asset asset = workspace.project().asset(name);
            Tables tables = new Tables(workspace);
            AssetReport report =
                    new AssetReport(console.terminal(), console.globals().commands());
            List<TableVersion> versions = tables.all();
            Optional<TableVersion> version = version(versions, asset.name());
            report.print(
                    asset,
                    version,
                    version(versions, asset.name().quarantine())
                            .map(TableVersion::rows)
                            .orElse(0L));
            if (limit > 0 && version.isPresent()) {
                printRows(tables, asset);
            }
            return 0;
        }
    }

    private void printRows(Tables tables, Asset asset) {
        console.terminal().print("");
        try (Session session = tables.open();
                Rows rows = session.query("select * from " + SqlText.table(asset.name()) + " limit " + limit)) {
            var unused = new RowPrinter(console.terminal(), RowFormat.TABLE).print(rows, limit);
        }
    }

    private static Optional<TableVersion> version(List<TableVersion> versions, AssetName table) {
        return versions.stream()
                .filter(version -> version.table().equals(table))
                .findFirst();
    }
}
