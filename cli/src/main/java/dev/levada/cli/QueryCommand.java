package dev.levada.cli;

import dev.levada.cli.rows.RowFormat;
import dev.levada.cli.rows.RowPrinter;
import dev.levada.cli.terminal.Figures;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.run.Tables;
import dev.levada.upkeep.AsOf;
import dev.levada.upkeep.PointInTime;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code levada query} */
@Command(
        name = "query",
        description = "Run a query over the project's tables and print its rows.",
        preprocessor = LeadingComment.class)
final class QueryCommand implements Callable<Integer> {
    /** More rows than that nobody reads on a screen. */
    private static final long ROWS_ON_SCREEN = 100;

    private final Console console;
    private final Wiring wiring;
    private final Shell shell;

    @Mixin
    private SqlOptions query = new SqlOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv or json. Default: table.")
    private RowFormat format = RowFormat.TABLE;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Print at most so many rows. Default: 100 of a table, all of csv and json.")
    private @Nullable Long limit;

    @Option(
            names = "--as-of",
            paramLabel = "TIME|RUN",
            converter = PointOption.class,
            description =
                    "See all tables as they were at a moment, such as 2024-07-01T09:30:15Z, or at the end of a run.")
    private @Nullable PointInTime moment;

    QueryCommand(Console console, Wiring wiring, Shell shell) {
        this.console = console;
        this.wiring = wiring;
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        String sql = query.text(shell);
        try (Workspace workspace = wiring.lookingWorkspace();
                Session session = open(workspace, sql);
                Rows rows = session.query(sql)) {
            long most = mostRows();
            RowPrinter.End end = new RowPrinter(console.terminal(), format).print(rows, most);
            if (end == RowPrinter.End.BEYOND_LIMIT && limit == null) {
                console.terminal()
                        .complain("The first " + Figures.count(most)
                                + " rows; --limit N shows more, --format csv shows all.");
            }
            return 0;
        }
    }

    private Session open(Workspace workspace, String sql) {
        return moment == null
                ? new Tables(workspace).open()
                : new AsOf(workspace, moment.moment(workspace.ledger())).open(sql);
    }

    private long mostRows() {
        if (limit != null) {
            return limit;
        }
        return format == RowFormat.TABLE ? ROWS_ON_SCREEN : Long.MAX_VALUE;
    }
}
