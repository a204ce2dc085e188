package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Json;
import dev.levada.cli.terminal.Table;
import dev.levada.ledger.TableHistory.Step;
import dev.levada.plan.Chronicle;
import dev.levada.plan.IntervalWords;
import dev.levada.plan.Reason;
import dev.levada.plan.Review;
import dev.levada.plan.Review.Standing;
import dev.levada.project.Asset;
import dev.levada.project.Interval;
import dev.levada.run.RunId;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada ledger show} */
@Command(
        name = "show",
        description = "Show the intervals of an asset: which are made, by which commit, and which are stale.")
final class LedgerShowCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json. Default: table.")
    private ReportFormat format = ReportFormat.TABLE;

    LedgerShowCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    /** Intervals that follow each other and stand alike. */
    private record Stretch(Interval range, int count, String state, String run, String commit) {
        boolean goesOn(Stretch next) {
            return range.to().equals(next.range.from())
                    && state.equals(next.state)
                    && run.equals(next.run)
                    && commit.equals(next.commit);
        }

        Stretch with(Stretch next) {
            return new Stretch(new Interval(range.from(), next.range.to()), count + next.count, state, run, commit);
        }
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Asset asset = workspace.project().asset(name);
            if (asset.intervals().isEmpty()) {
                throw new LevadaException(
                        "plan.no-intervals",
                        Blame.PROJECT,
                        asset.name() + " is not made interval by interval: only a query with `time` is. To look at its"
                                + " table: levada show " + asset.name());
            }
            IntervalWords words = new IntervalWords(asset.intervals().get().grain());
            print(words, stretches(new Review(asset, workspace, new Chronicle(workspace)).standings()));
            return 0;
        }
    }

    private void print(IntervalWords words, List<Stretch> stretches) {
        if (format == ReportFormat.JSON) {
            console.terminal()
                    .print(new Json(console.terminal()::hide)
                            .document(Map.of(
                                    "intervals",
                                    stretches.stream()
                                            .map(LedgerShowCommand::fields)
                                            .toList())));
            return;
        }
        Table table = new Table(List.of(
                Table.left("intervals"),
                Table.right("count"),
                Table.left("state"),
                Table.left("run"),
                Table.left("commit")));
        stretches.forEach(stretch -> table.add(
                words.range(stretch.range()),
                Figures.count(stretch.count()),
                stretch.state(),
                stretch.run(),
                stretch.commit()));
        console.terminal().print(table);
    }

    private static Map<String, Object> fields(Stretch stretch) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", stretch.range().from());
        fields.put("to", stretch.range().to());
        fields.put("count", stretch.count());
        fields.put("state", stretch.state());
        fields.put("run", stretch.run());
        fields.put("commit", stretch.commit());
        return fields;
    }

    private static List<Stretch> stretches(List<Standing> standings) {
        List<Stretch> stretches = new ArrayList<>();
        for (Standing standing : standings) {
            Stretch next = new Stretch(
                    standing.interval(),
                    1,
                    standing.stale().map(Reason::words).orElse("up to date"),
                    standing.by().flatMap(Step::run).map(RunId::ofPart).orElse(""),
                    standing.by().map(step -> Long.toString(step.version())).orElse(""));
            int last = stretches.size() - 1;
            if (last >= 0 && stretches.get(last).goesOn(next)) {
                stretches.set(last, stretches.get(last).with(next));
            } else {
                stretches.add(next);
            }
        }
        return stretches;
    }
}
