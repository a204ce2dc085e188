package dev.levada.cli.progress;

import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Terminal;
import dev.levada.engine.Session.Progress;
import dev.levada.ledger.Lease;
import dev.levada.plan.Plan;
import dev.levada.project.AssetName;
import dev.levada.report.LeaseWords;
import dev.levada.report.Observer;
import dev.levada.report.TaskOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells a run in lines that stay, for files and for logs of CI: few of them, and none drawn over. */
public final class PlainObserver implements Observer {
    /** How long a task works without a word. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final Clock clock;
    private final Opening opening;
    private final Map<AssetName, Instant> told = new HashMap<>();

    public PlainObserver(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.opening = new Opening(terminal, Ink.NONE);
    }

    @Override
    public void runWaits(List<Lease> others) {
        terminal.print("waiting: " + LeaseWords.sentence(others));
    }

    @Override
    public void runStarted(String runId, Plan plan) {
        opening.runStarted(runId, plan);
    }

    @Override
    public void taskStarted(AssetName asset) {
        opening.tell();
        told.put(asset, clock.instant());
        terminal.print("  " + asset + ": started");
    }

    @Override
    public void taskProgress(AssetName asset, String step, Progress progress) {
        Instant now = clock.instant();
        Instant last = told.computeIfAbsent(asset, first -> now);
        if (Duration.between(last, now).compareTo(SILENCE) >= 0) {
            told.put(asset, now);
            terminal.print("  " + asset + ": " + step + Pace.words(progress));
        }
    }

    @Override
    public void taskFinished(TaskOutcome outcome) {
        opening.tell();
        told.remove(outcome.asset());
        terminal.print(TaskLine.of(outcome, terminal.look()));
    }
}
