package dev.levada.cli;

import dev.levada.cli.rows.RowFormat;
import dev.levada.cli.rows.RowPrinter;
import dev.levada.cli.terminal.Figures;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.engine.SqlText;
import dev.levada.project.Asset;
import dev.levada.run.Tables;
import dev.levada.workspace.Workspace;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada quarantine show} */
@Command(name = "show", description = "Show an asset's quarantined rows: why, where from, and as they were received.")
final class QuarantineShowCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", description = "Show at most so many rows. Default: 20.")
    private long limit = 20;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only rows with this reason, such as age.min.")
    private @Nullable String reason;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv or json. Default: table.")
    private RowFormat format = RowFormat.TABLE;

    QuarantineShowCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Asset asset = workspace.project().asset(name);
            Tables tables = new Tables(workspace);
            boolean exists = tables.all().stream()
                    .anyMatch(version -> version.table().equals(asset.name().quarantine()));
            if (!exists) {
                console.terminal().complain("No row of " + asset.name() + " was ever quarantined.");
                return 0;
            }
            print(tables, asset);
            return 0;
        }
    }

    private void print(Tables tables, Asset asset) {
        try (Session session = tables.open();
                Rows rows = session.query(sql(asset))) {
            RowPrinter.End end = new RowPrinter(console.terminal(), format).print(rows, limit);
            if (end == RowPrinter.End.BEYOND_LIMIT) {
                console.terminal().complain("The first " + Figures.count(limit) + " rows; --limit N shows more.");
            }
        }
    }

    /** One line a row on the screen, so what is the same for many rows comes last; programs get all columns as kept. */
    private String sql(Asset asset) {
        String columns = format == RowFormat.TABLE
                ? "array_to_string(reasons, ', ') as reasons, source, position, record, quarantined_at"
                : "reasons, source, position, record, quarantined_at, run_id";
        String where = reason == null ? "" : " where list_contains(reasons, " + SqlText.literal(reason) + ")";
        return "select " + columns + " from " + SqlText.name(asset.name().quarantine()) + where
                + " order by quarantined_at desc, source, position";
    }
}
