package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.cli.progress.ClosingReport;
import dev.levada.cli.progress.NextStep;
import dev.levada.plan.Backfill;
import dev.levada.plan.Backfill.Breadth;
import dev.levada.plan.Demand;
import dev.levada.plan.Plan;
import dev.levada.plan.Planner;
import dev.levada.plan.Selection;
import dev.levada.project.Interval;
import dev.levada.report.Outcome;
import dev.levada.run.Runner;
import dev.levada.workspace.Workspace;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada backfill} */
@Command(
        name = "backfill",
        description = {
            "Make the intervals of a range of time that are missing or stale.",
            "An asset has intervals if it is a query with `time`. Stopped or killed, it goes on where it was."
        })
final class BackfillCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "ASSET", description = "The asset's name: schema.table.")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Where the range begins, in UTC: 2024-01-31 or 2024-01-31T06:00. Default: the asset's start.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Where it ends; that moment does not belong to it. Default: the asset's end, or now.")
    private @Nullable String to;

    @Option(names = "--downstream", description = "Go on with all that is made from it.")
    private boolean downstream;

    @Option(names = "--parallel", paramLabel = "N", description = "Make so many parts at the same time. Default: 1.")
    private int parallel = 1;

    @Option(names = "--dry-run", description = "Show what would be made, and touch nothing.")
    private boolean dryRun;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            description = "What is made first: oldest or newest. Default: oldest.")
    private Demand.Order order = Demand.Order.OLDEST;

    @Option(names = "--force", description = "Make all of the range, even what is up to date. Needs --from and --to.")
    private boolean force;

    @Mixin
    private WaitOption wait = new WaitOption();

    BackfillCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        demandOptions();
        try (Interruption interruption = new Interruption(console.terminal());
                Workspace workspace = dryRun ? wiring.lookingWorkspace() : wiring.workspace()) {
            Backfill backfill = backfill(workspace);
            if (dryRun) {
                Plan plan = new Planner(workspace).backfill(backfill);
                new PlanReport(console.terminal(), console.globals().commands(), workspace.project())
                        .print(plan, words());
                return 0;
            }
            Outcome outcome = run(workspace, backfill, interruption);
            if (!console.speaksJson()) {
                new ClosingReport(console.terminal(), console.globals().commands())
                        .print(
                                outcome,
                                new NextStep(
                                        List.copyOf(workspace.project().assets().keySet()), words(), forced()));
            }
            return outcome.exitCode();
        }
    }

    private Outcome run(Workspace workspace, Backfill backfill, Interruption interruption) {
        Runner runner = new Runner(workspace);
        interruption.of(runner::interrupt);
        try (Spectator spectator = console.spectator()) {
            return runner.run(backfill, wait.patience(), spectator.observer());
        }
    }

    private Backfill backfill(Workspace workspace) {
        return new Backfill(
                workspace.project().asset(name).name(),
                range(),
                force ? Selection.Extent.FULL : Selection.Extent.STALE,
                downstream ? Breadth.DOWNSTREAM : Breadth.ALONE,
                order,
                parallel);
    }

    private Optional<Interval> range() {
        if (from == null && to == null) {
            return Optional.empty();
        }
        LocalDateTime begin = from == null ? LocalDateTime.of(1, 1, 1, 0, 0) : Moments.parse("--from", from);
        LocalDateTime end = to == null ? LocalDateTime.of(9999, 1, 1, 0, 0) : Moments.parse("--to", to);
        if (!begin.isBefore(end)) {
            throw wrong("--from must be before --to, which does not belong to the range: " + begin + " is not before "
                    + end + ".");
        }
        return Optional.of(new Interval(begin, end));
    }

    private void demandOptions() {
        if (force && (from == null || to == null)) {
            throw wrong("--force makes all of a range, and remembers how far it came: give it --from and --to.");
        }
        if (parallel < 1) {
            throw wrong("--parallel needs a number of at least 1, not " + parallel + ".");
        }
    }

    private static LevadaException wrong(String message) {
        return new LevadaException("command.wrong", Blame.PROJECT, message);
    }

    private List<String> forced() {
        List<String> words = words();
        if (!force) {
            words.add("--force");
        }
        return words;
    }

    /** The words that this command was given, without --dry-run. */
    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("backfill", name));
        add(words, "--from", from);
        add(words, "--to", to);
        if (downstream) {
            words.add("--downstream");
        }
        if (parallel > 1) {
            words.addAll(List.of("--parallel", String.valueOf(parallel)));
        }
        if (order != Demand.Order.OLDEST) {
            words.addAll(List.of("--order", order.name().toLowerCase(Locale.ROOT)));
        }
        if (force) {
            words.add("--force");
        }
        words.addAll(wait.words());
        return words;
    }

    private static void add(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.addAll(List.of(option, value));
        }
    }
}
