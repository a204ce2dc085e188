package dev.levada.cli.progress;

import dev.levada.cli.terminal.Figures;
import dev.levada.engine.Session.Progress;
import java.time.Duration;
import java.time.Instant;

/** How far a running task is, and how fast it got there. */
record Pace(String step, Instant since, Progress progress) {
    private static final Progress UNKNOWN = new Progress(-1, 0, 0);

    static Pace starting(Instant now) {
        return new Pace("starting", now, UNKNOWN);
    }

    /** What holds after a word of progress: a new step begins counting anew. */
    Pace after(String nextStep, Progress next, Instant now) {
        return new Pace(nextStep, nextStep.equals(step) ? since : now, next);
    }

    /** For the live line: step, rows, speed, per cent. */
    String words(Instant now) {
        String speed =
                Figures.speed(progress.bytes(), Duration.between(since, now).toMillis() / 1000.0);
        return step + rows(progress) + (speed.isEmpty() ? "" : ", " + speed) + percent(progress);
    }

    /** Rows and per cent as far as they are known, each behind a comma. */
    static String words(Progress progress) {
        return rows(progress) + percent(progress);
    }

    private static String rows(Progress progress) {
        return progress.rows() > 0 ? ", " + Figures.count(progress.rows(), "row") : "";
    }

    private static String percent(Progress progress) {
        return progress.fraction() >= 0 ? ", " + Figures.percent(progress.fraction()) : "";
    }
}
