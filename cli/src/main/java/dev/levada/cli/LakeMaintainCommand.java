package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.Primitive;
import dev.levada.cli.rows.ListedRows;
import dev.levada.cli.rows.RowFormat;
import dev.levada.cli.rows.RowPrinter;
import dev.levada.cli.terminal.Figures;
import dev.levada.plan.Selection;
import dev.levada.plan.Selector;
import dev.levada.project.Asset;
import dev.levada.upkeep.Maintained;
import dev.levada.upkeep.Maintenance;
import dev.levada.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada lake maintain} */
@Command(
        name = "maintain",
        description = {
            "Keep tables quick and small: write small files as few, forget old versions, remove files that belong to nothing.",
            "Quarantine tables are looked after with their assets. Tables that a run is making are left alone."
        })
final class LakeMaintainCommand implements Callable<Integer> {
    private static final List<Column> ON_SCREEN = List.of(
            new Column("table", Primitive.VARCHAR),
            new Column("files", Primitive.VARCHAR),
            new Column("size", Primitive.VARCHAR),
            new Column("rewritten", Primitive.VARCHAR),
            new Column("versions expired", Primitive.BIGINT),
            new Column("orphans", Primitive.VARCHAR));

    private static final List<Column> COLUMNS = List.of(
            new Column("table", Primitive.VARCHAR),
            new Column("skipped", Primitive.VARCHAR),
            new Column("files_before", Primitive.BIGINT),
            new Column("files_after", Primitive.BIGINT),
            new Column("bytes_before", Primitive.BIGINT),
            new Column("bytes_after", Primitive.BIGINT),
            new Column("bytes_rewritten", Primitive.BIGINT),
            new Column("versions_expired", Primitive.BIGINT),
            new Column("orphan_files", Primitive.BIGINT),
            new Column("orphan_bytes", Primitive.BIGINT));

    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "SELECTOR", arity = "0..*", description = "Assets, as for levada run. Default: all.")
    private List<String> selectors = List.of();

    @Option(names = "--exclude", paramLabel = "SELECTOR", split = ",", description = "Assets to leave out.")
    private List<String> exclude = List.of();

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = SpanOption.class,
            description = "Forget versions that were not the newest any more for so long. Default: 7d.")
    private Duration olderThan = Duration.ofDays(7);

    @Option(names = "--keep", paramLabel = "N", description = "Keep at least so many versions. Default: 5.")
    private int keep = 5;

    @Option(
            names = "--orphans-older-than",
            paramLabel = "TIME",
            converter = SpanOption.class,
            description = {
                "Remove files that belong to no version when they are older: what broken runs left, and what a failed check",
                "left for you to look at. Default: 3d."
            })
    private Duration orphansOlderThan = Duration.ofDays(3);

    @Option(
            names = "--target-size",
            paramLabel = "SIZE",
            converter = SizeOption.class,
            description = "How large files should be. Default: 256MB.")
    private long targetSize = 256_000_000;

    @Option(names = "--dry-run", description = "Change nothing; say what would be done.")
    private boolean dryRun;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, csv or json. Default: table.")
    private RowFormat format = RowFormat.TABLE;

    LakeMaintainCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        if (keep < 1) {
            throw new LevadaException("lake.keep", Blame.PROJECT, "--keep " + keep + ": at least one version stays.");
        }
        try (Workspace workspace = dryRun ? wiring.lookingWorkspace() : wiring.workspace()) {
            Selection selection = new Selection(selectors, exclude, Selection.Extent.STALE);
            Maintenance maintenance =
                    new Maintenance(workspace, new Maintenance.Settings(olderThan, keep, orphansOlderThan, targetSize));
            List<Maintained> done = new ArrayList<>();
            for (Asset asset : new Selector(workspace.project()).select(selection)) {
                done.addAll(maintenance.of(asset, dryRun ? Maintenance.Mode.TELL : Maintenance.Mode.DO));
            }
            print(done);
            return 0;
        }
    }

    private void print(List<Maintained> done) {
        ListedRows rows = new ListedRows(format == RowFormat.TABLE ? ON_SCREEN : COLUMNS);
        done.forEach(table -> rows.add(format == RowFormat.TABLE ? words(table) : row(table)));
        var unused = new RowPrinter(console.terminal(), format).print(rows, Long.MAX_VALUE);
        for (Maintained table : done) {
            table.skipped().ifPresent(why -> console.terminal().complain(table.table() + " was left alone: " + why));
        }
        if (dryRun && format == RowFormat.TABLE) {
            console.terminal()
                    .print(
                            "Nothing was changed: this is what would be done; of versions, how many may go at the most.");
        }
    }

    private static List<@Nullable Object> words(Maintained table) {
        if (table.skipped().isPresent()) {
            return Arrays.asList(table.table().toString(), "left alone", "", "", null, "");
        }
        return Arrays.asList(
                table.table().toString(),
                change(
                        Figures.count(table.before().files()),
                        Figures.count(table.after().files())),
                change(
                        Figures.bytes(table.before().bytes()),
                        Figures.bytes(table.after().bytes())),
                table.rewritten() == 0 ? "" : Figures.bytes(table.rewritten()),
                (long) table.expired(),
                table.orphans().files() == 0
                        ? ""
                        : Figures.count(table.orphans().files(), "file") + ", "
                                + Figures.bytes(table.orphans().bytes()));
    }

    private static String change(String before, String after) {
        return before.equals(after) ? before : before + " → " + after;
    }

    private static List<@Nullable Object> row(Maintained table) {
        return Arrays.asList(
                table.table().toString(),
                table.skipped().orElse(null),
                table.before().files(),
                table.after().files(),
                table.before().bytes(),
                table.after().bytes(),
                table.rewritten(),
                (long) table.expired(),
                table.orphans().files(),
                table.orphans().bytes());
    }
}
