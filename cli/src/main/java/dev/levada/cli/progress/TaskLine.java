package dev.levada.cli.progress;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Look;
import dev.levada.engine.Account;
import dev.levada.report.Failure;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The line that stays when a task has ended. */
final class TaskLine {
    private TaskLine() {}

    static String of(TaskOutcome task, Look look) {
        Ink ink = AccountTable.ink(task.status().name().toLowerCase(Locale.ROOT));
        return look.dye(ink, mark(task.status())) + " "
                + look.dye(Ink.BOLD, task.asset().toString()) + ": " + words(task);
    }

    private static String words(TaskOutcome task) {
        String time = task.seconds() > 0 ? ", " + Figures.duration(task.seconds()) : "";
        return switch (task.status()) {
            case DONE -> account(task.account()) + time;
            case UNCHANGED -> "unchanged" + time;
            case FAILED ->
                "failed" + time
                        + task.failure()
                                .map(failure -> ": " + firstLine(failure))
                                .orElse("");
            case SKIPPED -> task.failure().map(TaskLine::firstLine).orElse("skipped");
            case INTERRUPTED -> "interrupted" + time;
        };
    }

    private static String firstLine(Failure failure) {
        return failure.message().lines().findFirst().orElse("");
    }

    /** The account, without the parts that are zero. */
    private static String account(Account account) {
        List<String> parts = new ArrayList<>(List.of(Figures.count(account.kept()) + " kept"));
        add(parts, account.quarantined(), " quarantined");
        add(parts, account.duplicates(), account.duplicates() == 1 ? " duplicate" : " duplicates");
        add(parts, account.filtered(), " filtered");
        add(parts, account.unchanged(), " unchanged");
        add(parts, account.deletes(), account.deletes() == 1 ? " delete" : " deletes");
        return parts.size() == 1
                ? Figures.count(account.kept(), "row")
                : Figures.count(account.read(), "row") + " read = " + String.join(" + ", parts);
    }

    private static void add(List<String> parts, long rows, String what) {
        if (rows > 0) {
            parts.add(Figures.count(rows) + what);
        }
    }

    private static String mark(Status status) {
        return switch (status) {
            case DONE -> "✓";
            case UNCHANGED -> "=";
            case FAILED -> "✗";
            case SKIPPED, INTERRUPTED -> "-";
        };
    }
}
