package dev.levada.cli.progress;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Look;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cli.terminal.TextWidth;
import dev.levada.engine.Session.Progress;
import dev.levada.ledger.Lease;
import dev.levada.plan.Plan;
import dev.levada.project.AssetName;
import dev.levada.report.LeaseWords;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.TaskOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells a run on a screen: a line for each running asset that is drawn over, and above it the lines that stay. */
public final class LiveObserver implements Observer, AutoCloseable {
    private static final int FRAME_MILLIS = 100;
    private static final int MOST_LINES = 10;
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private final Terminal terminal;
    private final Clock clock;
    private final Opening opening;
    private final LiveArea area;
    private final int width;
    private final Map<AssetName, Pace> running = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker;
    private int frame;

    public LiveObserver(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.opening = new Opening(terminal, Ink.DIM);
        this.area = new LiveArea(terminal);
        this.width = terminal.width() - 1;
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "levada-screen");
            thread.setDaemon(true);
            return thread;
        });
        var unused = ticker.scheduleAtFixedRate(this::draw, FRAME_MILLIS, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void runWaits(List<Lease> others) {
        terminal.print(Ink.DIM, "waiting: " + LeaseWords.sentence(others));
    }

    @Override
    public synchronized void runStarted(String runId, Plan plan) {
        opening.runStarted(runId, plan);
    }

    @Override
    public synchronized void taskStarted(AssetName asset) {
        opening.tell();
        running.put(asset, Pace.starting(clock.instant()));
    }

    @Override
    public synchronized void taskProgress(AssetName asset, String step, Progress progress) {
        Instant now = clock.instant();
        running.merge(asset, Pace.starting(now), (pace, start) -> pace.after(step, progress, now));
    }

    @Override
    public synchronized void taskFinished(TaskOutcome outcome) {
        running.remove(outcome.asset());
        area.erase();
        opening.tell();
        terminal.print(TaskLine.of(outcome, terminal.look()));
        draw();
    }

    @Override
    public synchronized void runFinished(Outcome outcome) {
        close();
    }

    /** Stops drawing and leaves the lines that stay. */
    @Override
    public synchronized void close() {
        ticker.shutdownNow();
        running.clear();
        area.erase();
    }

    private synchronized void draw() {
        if (running.isEmpty()) {
            area.erase();
            return;
        }
        frame = (frame + 1) % SPINNER.length();
        List<String> lines = new ArrayList<>();
        running.entrySet().stream()
                .limit(MOST_LINES)
                .forEach(entry -> lines.add(line(entry.getKey(), entry.getValue())));
        if (running.size() > MOST_LINES) {
            lines.add("  and " + Figures.count(running.size() - MOST_LINES) + " more");
        }
        area.draw(lines);
    }

    private String line(AssetName asset, Pace pace) {
        Look look = terminal.look();
        String text = TextWidth.cut(asset + "  " + pace.words(clock.instant()), width - 2);
        return look.dye(Ink.BLUE, SPINNER.substring(frame, frame + 1)) + " " + text;
    }
}
