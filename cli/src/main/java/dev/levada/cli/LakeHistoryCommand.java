package dev.levada.cli;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.cli.rows.ListedRows;
import dev.levada.cli.rows.RowFormat;
import dev.levada.cli.rows.RowPrinter;
import dev.levada.project.Asset;
import dev.levada.store.Facts;
import dev.levada.store.PastCommit;
import dev.levada.store.TableCommit;
import dev.levada.upkeep.Past;
import dev.levada.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada lake history} */
@Command(name = "history", description = "List the versions of an asset's table, the newest first.")
final class LakeHistoryCommand implements Callable<Integer> {
    /** Versions are texts: they need more digits than a number has in many a reader of JSON. */
    private static final List<Column> COLUMNS = List.of(
            new Column("version", Primitive.VARCHAR),
            new Column("committed", Primitive.VARCHAR),
            new Column("standing", Primitive.VARCHAR),
            new Column("operation", Primitive.VARCHAR),
            new Column("added", Primitive.BIGINT),
            new Column("removed", Primitive.BIGINT),
            new Column("run", Primitive.VARCHAR),
            new Column("release", Primitive.VARCHAR));

    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv or json. Default: table.")
    private RowFormat format = RowFormat.TABLE;

    @Option(names = "--limit", paramLabel = "N", description = "List at most so many versions. Default: all.")
    private long limit = Long.MAX_VALUE;

    LakeHistoryCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Asset asset = workspace.project().asset(name);
            Past past = Past.of(workspace.store(), asset.name());
            past.newest();
            ListedRows rows = new ListedRows(COLUMNS);
            past.commits().forEach(commit -> rows.add(row(commit)));
            RowPrinter.End end = new RowPrinter(console.terminal(), format).print(rows, limit);
            if (end == RowPrinter.End.BEYOND_LIMIT) {
                console.terminal().complain("The newest " + limit + " versions; without --limit there are more.");
            }
            return 0;
        }
    }

    private static List<@Nullable Object> row(PastCommit past) {
        TableCommit commit = past.commit();
        String maintenance = commit.facts().get(Facts.MAINTENANCE);
        return Arrays.asList(
                Long.toString(commit.id()),
                commit.committed().toString(),
                past.standing().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                maintenance == null ? past.operation() : maintenance,
                commit.addedRows(),
                commit.removedRows(),
                commit.facts().get(Facts.RUN_ID),
                commit.facts().get(Facts.RELEASE));
    }
}
