package dev.levada.cli.progress;

import dev.levada.cli.terminal.Commands;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.engine.CheckResult;
import dev.levada.report.Failure;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is printed when a run has ended: the account of every row, what went wrong, and what to do next. */
public final class ClosingReport {
    private final Terminal terminal;
    private final Commands commands;

    public ClosingReport(Terminal terminal, Commands commands) {
        this.terminal = terminal;
        this.commands = commands;
    }

    /** Prints the report of a run. */
    public void print(Outcome outcome, NextStep next) {
        List<TaskOutcome> told = outcome.tasks().stream()
                .filter(task -> task.status() != Status.UNCHANGED)
                .toList();
        if (!told.isEmpty()) {
            terminal.print("");
            terminal.print(AccountTable.of(told.stream().map(AssetAccount::of).toList()));
        }
        outcome.tasks().forEach(this::print);
        outcome.notices().forEach(notice -> terminal.print(Ink.YELLOW, "note: " + commands.within(notice)));
        if (!told.isEmpty()) {
            terminal.print("");
        }
        terminal.print(summary(outcome));
        terminal.print(next.line(outcome, commands));
    }

    /** Prints what there is to say of one asset besides its account: quarantine, warnings, failed checks, failure. */
    public void print(TaskOutcome task) {
        venue(task);
        quarantine(task);
        late(task);
        discarded(task);
        warnings(task);
        task.checks().stream().filter(check -> !check.holds()).forEach(check -> check(task, check));
        failure(task);
        task.notices().stream()
                .filter(notice -> !repeatsQuarantine(task, notice))
                .forEach(notice -> terminal.print(Ink.YELLOW, task.asset() + ": " + commands.within(notice)));
    }

    /** A notice that leads to the quarantine adds nothing to its reasons; it is for logs, where those are not told. */
    private static boolean repeatsQuarantine(TaskOutcome task, String notice) {
        return task.account().quarantined() > 0 && notice.endsWith("levada quarantine show " + task.asset());
    }

    private void failure(TaskOutcome task) {
        String message = commands.within(task.failure().map(Failure::message).orElse(""));
        if (task.status() == Status.SKIPPED) {
            terminal.print("");
            terminal.print(terminal.look().dye(Ink.YELLOW, task.asset() + ": ") + message);
        } else if (task.status() == Status.FAILED) {
            terminal.print("");
            terminal.print(terminal.look().dye(Ink.BOLD_RED, task.asset() + " failed: ") + withoutName(task, message));
        }
    }

    /** Most messages begin with the asset's name, which stands before them here. */
    private static String withoutName(TaskOutcome task, String message) {
        String name = task.asset() + ": ";
        return message.startsWith(name) ? message.substring(name.length()) : message;
    }

    /** Where nothing was published, no row is in quarantine either. */
    private void quarantine(TaskOutcome task) {
        if (task.account().quarantined() == 0) {
            return;
        }
        terminal.print("");
        terminal.print(task.asset() + ": " + Figures.count(task.account().quarantined(), "row")
                + (task.status() == Status.DONE
                        ? " quarantined. Look at them: "
                                + commands.of("quarantine", "show", task.asset().toString())
                        : " would go to quarantine"));
        terminal.print(counts("reason", "rows", task.reasons()));
    }

    private void venue(TaskOutcome task) {
        if (task.status() == Status.DONE) {
            task.venue()
                    .database()
                    .ifPresent(name -> terminal.print(
                            Ink.DIM,
                            task.asset() + ": computed in '" + name + "', "
                                    + Figures.count(task.account().read(), "row") + " of its result travelled"));
        }
    }

    private void late(TaskOutcome task) {
        if (task.late() > 0) {
            terminal.print("");
            terminal.print(task.asset() + ": " + Figures.count(task.late(), "row") + " came late, marked by _late");
        }
    }

    private void discarded(TaskOutcome task) {
        if (!task.discarded().isEmpty()) {
            terminal.print("");
            terminal.print(Ink.YELLOW, task.asset() + ": values left out, for the table has no place for them");
            terminal.print(counts("column", "values", task.discarded()));
        }
    }

    private void warnings(TaskOutcome task) {
        if (!task.warnings().isEmpty()) {
            terminal.print("");
            terminal.print(Ink.YELLOW, task.asset() + ": kept rows that break a rule which only warns");
            terminal.print(counts("rule", "rows", task.warnings()));
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

    private static Table counts(String what, String unit, Map<String, Long> counts) {
        Table table = new Table(List.of(Table.left(what), Table.right(unit))).indent(2);
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

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
