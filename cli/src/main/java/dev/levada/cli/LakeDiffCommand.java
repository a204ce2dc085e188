package dev.levada.cli;

import dev.levada.cli.rows.RowFormat;
import dev.levada.cli.rows.RowPrinter;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Json;
import dev.levada.cli.terminal.Terminal;
import dev.levada.engine.Rows;
import dev.levada.project.Asset;
import dev.levada.store.PastCommit;
import dev.levada.store.TableVersion;
import dev.levada.upkeep.Difference;
import dev.levada.upkeep.Past;
import dev.levada.upkeep.PointInTime;
import dev.levada.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada lake diff} */
@Command(
        name = "diff",
        description = {
            "Show the rows that two versions of an asset's table differ in.",
            "Of an asset with a key, changed rows are shown as they were before and after."
        })
final class LakeDiffCommand implements Callable<Integer> {
    private static final long ROWS_ON_SCREEN = 100;

    private final Console console;
    private final Wiring wiring;

    @Parameters(index = "0", paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "A",
            converter = PointOption.class,
            description = "A version, a moment or a run. Default: the version before the last change.")
    private @Nullable PointInTime from;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "B",
            converter = PointOption.class,
            description = "Likewise. Default: the newest version.")
    private @Nullable PointInTime to;

    @Option(names = "--summary", description = "Only count the rows.")
    private boolean summary;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv or json. Default: table.")
    private RowFormat format = RowFormat.TABLE;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Print at most so many rows. Default: 100 of a table, all of csv and json.")
    private @Nullable Long limit;

    LakeDiffCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Asset asset = workspace.project().asset(name);
            Past past = Past.of(workspace.store(), asset.name());
            TableVersion before = past.made(point(from, past, asset, past::previous));
            TableVersion after = past.made(point(to, past, asset, past::newest));
            try (Difference difference = Difference.between(workspace, asset, before, after)) {
                print(difference, before, after);
            }
            return 0;
        }
    }

    private static PastCommit point(
            @Nullable PointInTime point, Past past, Asset asset, Supplier<PastCommit> otherwise) {
        return point == null ? otherwise.get() : point.in(past, asset.name().toString());
    }

    private void print(Difference difference, TableVersion before, TableVersion after) {
        Terminal terminal = console.terminal();
        if (summary && format == RowFormat.JSON) {
            terminal.print(new Json(terminal::hide).document(fields(difference, before, after)));
            return;
        }
        if (!summary) {
            printRows(difference);
        }
        if (summary || format == RowFormat.TABLE) {
            terminal.print(words(difference, before, after));
        }
    }

    private void printRows(Difference difference) {
        long most = limit != null ? limit : format == RowFormat.TABLE ? ROWS_ON_SCREEN : Long.MAX_VALUE;
        try (Rows rows = difference.rows()) {
            RowPrinter.End end = new RowPrinter(console.terminal(), format).print(rows, most);
            if (end == RowPrinter.End.BEYOND_LIMIT) {
                console.terminal()
                        .complain(
                                "The first " + Figures.count(most) + " rows; --limit N shows more, --summary counts.");
            }
        }
    }

    private static String words(Difference difference, TableVersion before, TableVersion after) {
        Difference.Summary counts = difference.summary();
        String versions = "version " + before.id() + " and " + after.id();
        String rows = counts.isNone()
                ? "no row differs between " + versions
                : Figures.count(counts.added(), "row") + " added, " + Figures.count(counts.removed()) + " removed"
                        + (difference.key().isEmpty() ? "" : ", " + Figures.count(counts.changed()) + " changed")
                        + " between " + versions;
        return rows
                + columns(", new columns: ", difference.columns().added())
                + columns(", columns gone: ", difference.columns().removed());
    }

    private static String columns(String what, List<String> names) {
        return names.isEmpty() ? "" : what + String.join(", ", names);
    }

    private static Map<String, Object> fields(Difference difference, TableVersion before, TableVersion after) {
        Difference.Summary counts = difference.summary();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("before", Long.toString(before.id()));
        fields.put("after", Long.toString(after.id()));
        fields.put("key", difference.key());
        fields.put("added", counts.added());
        fields.put("removed", counts.removed());
        fields.put("changed", counts.changed());
        fields.put("columns_added", difference.columns().added());
        fields.put("columns_removed", difference.columns().removed());
        return fields;
    }
}
