package dev.levada.cli.progress;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.report.Failure;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.engine.CheckResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is printed when a run has ended: the account of every row, what went wrong, and what to do next. */
public final class ClosingReport {
    private final Terminal terminal;
    private final UnaryOperator<String> command;

    /** @param command makes a command to type of its words, such as {@code run} */
    public ClosingReport(Terminal terminal, UnaryOperator<String> command) {
        this.terminal = terminal;
        this.command = command;
    }

    /** Prints the report of a run. */
    public void print(Outcome outcome) {
        List<TaskOutcome> told = outcome.tasks().stream()
                .filter(task -> task.status() != Status.UNCHANGED)
                .toList();
        if (!told.isEmpty()) {
            terminal.print("");
            terminal.print(AccountTable.of(told.stream().map(AssetAccount::of).toList()));
        }
        outcome.tasks().forEach(this::print);
        outcome.notices().forEach(notice -> terminal.print(Ink.YELLOW, "note: " + notice));
        terminal.print("");
        terminal.print(summary(outcome));
        terminal.print(next(outcome));
    }

    /** Prints what there is to say of one asset besides its account: quarantine, warnings, failed checks, failure. */
    public void print(TaskOutcome task) {
        quarantine(task);
        warnings(task);
        task.checks().stream().filter(check -> !check.holds()).forEach(check -> check(task, check));
        failure(task);
        task.notices().forEach(notice -> terminal.print(Ink.YELLOW, task.asset() + ": " + notice));
    }

    /** A failed check has said it already, with its rows. */
    private void failure(TaskOutcome task) {
        String message = task.failure().map(Failure::message).orElse("");
        if (task.status() == Status.SKIPPED) {
            terminal.print("");
            terminal.print(terminal.look().dye(Ink.YELLOW, task.asset() + ": ") + message);
        } else if (task.status() == Status.FAILED && task.checks().stream().noneMatch(CheckResult::forbids)) {
            terminal.print("");
            terminal.print(terminal.look().dye(Ink.BOLD_RED, task.asset() + " failed: ") + message);
        }
    }

    private void quarantine(TaskOutcome task) {
        if (task.account().quarantined() == 0) {
            return;
        }
        terminal.print("");
        terminal.print(task.asset() + ": " + Figures.count(task.account().quarantined(), "row")
                + " quarantined. Look at them: " + command.apply("quarantine show " + task.asset()));
        terminal.print(counts("reason", task.reasons()));
    }

    private void warnings(TaskOutcome task) {
        if (!task.warnings().isEmpty()) {
            terminal.print("");
            terminal.print(Ink.YELLOW, task.asset() + ": kept rows that break a rule which only warns");
            terminal.print(counts("rule", task.warnings()));
        }
    }

    private void check(TaskOutcome task, CheckResult check) {
        terminal.print("");
        String verdict = check.forbids() ? "check failed, nothing was published" : "check warns";
        terminal.print(terminal.look().dye(check.forbids() ? Ink.BOLD_RED : Ink.YELLOW, task.asset() + ": " + verdict)
                + ": " + check.check().name()
                + (check.finding().isEmpty() ? "" : ": " + check.finding()));
        if (!check.sample().isEmpty()) {
            Table sample = new Table(check.header().stream().map(Table::left).toList()).indent(2);
            check.sample().forEach(row -> sample.add(row.toArray(String[]::new)));
            terminal.print(sample);
            if (check.offending() > check.sample().size()) {
                terminal.print(Ink.DIM, "  … " + Figures.count(check.offending(), "row") + " in all");
            }
        }
    }

    private static Table counts(String what, Map<String, Long> counts) {
        Table table = new Table(List.of(Table.left(what), Table.right("rows"))).indent(2);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> table.add(entry.getKey(), Figures.count(entry.getValue())));
        return table;
    }

    private String summary(Outcome outcome) {
        StringBuilder line = new StringBuilder("run " + outcome.runId() + ": " + word(outcome.status()) + " in "
                + Figures.duration(outcome.seconds()));
        for (Status status : Status.values()) {
            long count = outcome.tasks().stream()
                    .filter(task -> task.status() == status)
                    .count();
            if (count > 0) {
                line.append(", ").append(Figures.count(count)).append(' ').append(word(status));
            }
        }
        Ink ink = AccountTable.ink(word(outcome.status()));
        return terminal.look().dye(ink, line.toString());
    }

    private String next(Outcome outcome) {
        return switch (outcome.status()) {
            case DONE -> "Look at a table: " + command.apply("show " + lastMade(outcome));
            case UNCHANGED -> "Everything is up to date. To make it all again: " + command.apply("run --full");
            case FAILED, SKIPPED -> "What was published stays. Once it is mended, go on: " + command.apply("run");
            case INTERRUPTED ->
                "interrupted: nothing half-made was published; run again to go on: " + command.apply("run");
        };
    }

    private static String lastMade(Outcome outcome) {
        return outcome.tasks().stream()
                .filter(task -> task.status() == Status.DONE)
                .reduce((first, second) -> second)
                .map(task -> task.asset().toString())
                .orElse("ASSET");
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
