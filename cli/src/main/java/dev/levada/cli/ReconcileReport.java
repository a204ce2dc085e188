package dev.levada.cli;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Terminal;
import dev.levada.engine.Account;
import dev.levada.reconcile.Reconciled;
import dev.levada.reconcile.compare.Chunk;
import dev.levada.reconcile.compare.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of comparing a table, for people. */
final class ReconcileReport {
    private static final int MOST_CHUNKS = 5;

    private final Terminal terminal;
    private final Reconciled reconciled;
    private final ReconcileWords words;

    ReconcileReport(Terminal terminal, Reconciled reconciled) {
        this.terminal = terminal;
        this.reconciled = reconciled;
        this.words = new ReconcileWords(reconciled);
    }

    void print() {
        String key = reconciled.key().isEmpty() ? "whole rows" : "by " + String.join(", ", reconciled.key());
        terminal.print(Ink.BOLD, reconciled.asset() + " and " + reconciled.against() + ", " + key);
        rows();
        chunks();
        differences();
        explained();
        reconciled.notes().forEach(note -> terminal.print("  note: " + note));
        end();
    }

    private void rows() {
        reconciled.reading().ifPresent(reading -> terminal.print("  source    " + reading(reading)));
        String expected = reconciled.reading().isPresent() ? "  expected  " : "  other     ";
        terminal.print(expected + Figures.count(reconciled.sourceRows(), "row"));
        terminal.print("  table     " + Figures.count(reconciled.tableRows(), "row") + " at version "
                + reconciled.version()
                + (reconciled.aside() > 0
                        ? "; " + Figures.count(reconciled.aside(), "old version or deleted row") + " left out"
                        : ""));
    }

    private static String reading(Reconciled.Reading reading) {
        Account account = reading.account();
        List<String> parts = new ArrayList<>();
        add(parts, account.quarantined(), " break the contract" + reasons(reading.reasons()));
        add(parts, account.duplicates(), " dropped as duplicates");
        add(parts, account.filtered(), " filtered");
        add(parts, reading.pending(), " would be read by the next run");
        return Figures.count(account.read(), "row") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private static String reasons(Map<String, Long> reasons) {
        return new TreeMap<>(reasons)
                .entrySet().stream()
                        .map(reason -> reason.getKey() + " " + Figures.count(reason.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Figures.count(count) + what);
        }
    }

    private void chunks() {
        List<Chunk> differing =
                reconciled.chunks().stream().filter(chunk -> !chunk.agrees()).toList();
        if (differing.isEmpty()) {
            return;
        }
        terminal.print("  " + Figures.count(differing.size()) + " of "
                + Figures.count(reconciled.chunks().size(), "chunk") + " differ:");
        differing.stream().limit(MOST_CHUNKS).forEach(chunk -> terminal.print("    " + words.chunk(chunk)));
        if (differing.size() > MOST_CHUNKS) {
            terminal.print("    and " + Figures.count(differing.size() - MOST_CHUNKS) + " more");
        }
    }

    private void differences() {
        reconciled
                .differences()
                .forEach(key -> terminal.print(
                        "  " + terminal.look().dye(Ink.BOLD_RED, words.kind(key)) + ": " + words.details(key)));
        long hidden = reconciled.differing() - reconciled.differences().size();
        if (hidden > 0) {
            terminal.print("  and " + Figures.count(hidden) + " more; --limit N shows more");
        }
    }

    private void explained() {
        reconciled.verdicts().entrySet().stream()
                .filter(entry -> !entry.getKey().isDifference())
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> terminal.print(
                        "  explained: " + words.count(entry.getValue()) + " " + explanation(entry.getKey())));
    }

    private static String explanation(Verdict verdict) {
        return switch (verdict) {
            case NOT_LOADED_YET -> "not loaded yet";
            case FILE_GONE -> "from files that are gone from the source";
            case OTHER_DUPLICATE -> "of which the table holds another of the source's rows";
            case IN_QUARANTINE -> "in quarantine";
            case BREAKS_CONTRACT -> "whose row breaks the contract now; the table holds what it was before";
            case KEPT_AS_FIRST -> "changed at the source; the mode keeps rows as they came first";
            case MISSING_IN_TABLE, MISSING_AT_SOURCE, DIFFERENT, FAILS_RUN ->
                throw new IllegalArgumentException(verdict + " is not explained");
        };
    }

    private void end() {
        if (reconciled.agrees()) {
            String mark = reconciled
                    .mark()
                    .map(verified -> "; verified through " + verified.through().truncatedTo(ChronoUnit.SECONDS))
                    .orElse("");
            terminal.print(
                    Ink.GREEN,
                    "no difference in " + Figures.count(reconciled.chunks().size(), "chunk") + mark);
            return;
        }
        Map<Verdict, Long> counts = reconciled.verdicts();
        List<String> parts = new ArrayList<>();
        add(parts, counts.getOrDefault(Verdict.MISSING_IN_TABLE, 0L), " missing " + words.inTable());
        add(parts, counts.getOrDefault(Verdict.MISSING_AT_SOURCE, 0L), " missing " + words.atSource());
        add(parts, counts.getOrDefault(Verdict.DIFFERENT, 0L), " different");
        add(parts, counts.getOrDefault(Verdict.FAILS_RUN, 0L), " that fail the next run");
        terminal.print(
                Ink.BOLD_RED,
                words.count(reconciled.differing())
                        + (reconciled.differing() == 1 ? " differs: " : " differ: ")
                        + String.join(", ", parts));
    }
}
