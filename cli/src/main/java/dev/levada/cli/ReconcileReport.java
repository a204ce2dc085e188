package dev.levada.cli;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Terminal;
import dev.levada.engine.Account;
import dev.levada.reconcile.Chunk;
import dev.levada.reconcile.DifferingKey;
import dev.levada.reconcile.Figures.OfColumn;
import dev.levada.reconcile.Reconciled;
import dev.levada.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of comparing a table, for people. */
final class ReconcileReport {
    private static final int MOST_CHUNKS = 5;
    private static final int MOST_CHARACTERS = 60;

    private final Terminal terminal;

    ReconcileReport(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Reconciled reconciled) {
        terminal.print(
                Ink.BOLD,
                reconciled.asset() + " and " + reconciled.against() + ", "
                        + (reconciled.key().isEmpty() ? "whole rows" : "by " + String.join(", ", reconciled.key())));
        reconciled.reading().ifPresent(reading -> terminal.print("  source  " + words(reading)));
        terminal.print("  " + (reconciled.reading().isPresent() ? "expected " : "other    ")
                + Figures.count(reconciled.sourceRows(), "row"));
        terminal.print("  table    " + Figures.count(reconciled.tableRows(), "row") + " at version "
                + reconciled.version()
                + (reconciled.aside() > 0
                        ? "; " + Figures.count(reconciled.aside()) + " old versions or deleted rows are left out"
                        : ""));
        chunks(reconciled);
        reconciled.differences().forEach(key -> terminal.print(line(key, reconciled.key())));
        long hidden = reconciled.differing() - reconciled.differences().size();
        if (hidden > 0) {
            terminal.print("  and " + Figures.count(hidden) + " more; --limit N shows more");
        }
        explained(reconciled.verdicts());
        reconciled.notes().forEach(note -> terminal.print("  note: " + note));
        end(reconciled);
    }

    private static String words(Reconciled.Reading reading) {
        Account account = reading.account();
        List<String> parts = new ArrayList<>();
        add(parts, account.quarantined(), " break the contract" + reasons(reading.reasons()));
        add(parts, account.duplicates(), " dropped as duplicates");
        add(parts, account.filtered(), " filtered");
        add(parts, reading.pending(), " would be read by the next run");
        return " " + Figures.count(account.read(), "row") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
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

    private void chunks(Reconciled reconciled) {
        List<Chunk> differing =
                reconciled.chunks().stream().filter(chunk -> !chunk.agrees()).toList();
        if (differing.isEmpty()) {
            return;
        }
        terminal.print("  " + Figures.count(differing.size()) + " of "
                + Figures.count(reconciled.chunks().size(), "chunk") + " differ:");
        differing.stream()
                .limit(MOST_CHUNKS)
                .forEach(chunk -> terminal.print(
                        "    " + range(chunk, reconciled.key()) + ": " + figures(chunk, reconciled.columns())));
        if (differing.size() > MOST_CHUNKS) {
            terminal.print("    and " + (differing.size() - MOST_CHUNKS) + " more");
        }
    }

    private static String range(Chunk chunk, List<String> key) {
        List<String> names = key.isEmpty() ? List.of("digest") : key;
        String from = chunk.from().map(begin -> "from " + key(names, begin)).orElse("");
        String to = chunk.to().map(end -> "before " + key(names, end)).orElse("");
        String range = (from + " " + to).strip();
        return range.isEmpty() ? "all rows" : range;
    }

    /** What of a chunk's figures is not the same. */
    private static String figures(Chunk chunk, List<String> names) {
        List<String> parts = new ArrayList<>();
        if (chunk.source().rows() != chunk.table().rows()) {
            parts.add("rows " + Figures.count(chunk.source().rows()) + " at the source, "
                    + Figures.count(chunk.table().rows()) + " in the table");
        }
        for (int i = 0; i < names.size(); i++) {
            OfColumn source = chunk.source().columns().get(i);
            OfColumn table = chunk.table().columns().get(i);
            compare(parts, names.get(i) + " sum", source.sum(), table.sum());
            compare(parts, names.get(i) + " min", source.min(), table.min());
            compare(parts, names.get(i) + " max", source.max(), table.max());
        }
        return parts.isEmpty()
                ? "the checksums"
                : parts.stream().limit(3).collect(Collectors.joining("; ")) + (parts.size() > 3 ? "; and more" : "");
    }

    private static void compare(List<String> parts, String what, Optional<String> source, Optional<String> table) {
        if (!source.equals(table)) {
            parts.add(what + " " + source.map(ReconcileReport::cut).orElse("null") + " at the source, "
                    + table.map(ReconcileReport::cut).orElse("null") + " in the table");
        }
    }

    private String line(DifferingKey key, List<String> names) {
        String what = switch (key.verdict()) {
            case MISSING_IN_TABLE -> key.tableRows() == 0 ? "missing in the table" : "too few in the table";
            case MISSING_AT_SOURCE -> key.sourceRows() == 0 ? "missing at the source" : "too many in the table";
            default -> "different";
        };
        String rows = key.sourceRows() > 1 || key.tableRows() > 1
                ? " (" + Figures.count(key.sourceRows(), "row") + " at the source, " + Figures.count(key.tableRows())
                        + " in the table)"
                : "";
        String label = names.isEmpty() ? row(key) : key(names, key.key());
        String values = key.verdict() == Verdict.DIFFERENT
                ? key.values().stream()
                        .map(value -> "; " + value.column() + " " + shown(value.source()) + " at the source, "
                                + shown(value.table()) + " in the table")
                        .collect(Collectors.joining())
                : "";
        return "  " + terminal.look().dye(Ink.BOLD_RED, what) + ": " + label + rows + values;
    }

    /** A row that has no key is told by what it holds. */
    private static String row(DifferingKey key) {
        return key.values().stream()
                .map(value -> value.column() + " "
                        + shown(key.verdict() == Verdict.MISSING_AT_SOURCE ? value.table() : value.source()))
                .collect(Collectors.joining(", "));
    }

    private static String key(List<String> names, List<@Nullable String> values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parts.add(names.get(i) + " " + shown(values.get(i)));
        }
        return String.join(", ", parts);
    }

    private static String shown(@Nullable String value) {
        return value == null ? "null" : "'" + cut(value) + "'";
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= MOST_CHARACTERS
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }

    private void explained(Map<Verdict, Long> verdicts) {
        verdicts.entrySet().stream()
                .filter(entry -> !entry.getKey().isDifference())
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> terminal.print(
                        "  explained: " + Figures.count(entry.getValue(), "key") + " " + explanation(entry.getKey())));
    }

    private static String explanation(Verdict verdict) {
        return switch (verdict) {
            case NOT_LOADED_YET -> "not loaded yet";
            case FILE_GONE -> "from files that are gone from the source";
            case OTHER_DUPLICATE -> "of which the table holds another of the source's rows";
            case IN_QUARANTINE -> "in quarantine: levada quarantine replay tries them again";
            case BREAKS_CONTRACT -> "whose row breaks the contract now; the table holds what it was before";
            case KEPT_AS_FIRST -> "changed at the source; the mode keeps rows as they came first";
            case MISSING_IN_TABLE, MISSING_AT_SOURCE, DIFFERENT ->
                throw new IllegalArgumentException(verdict + " is not explained");
        };
    }

    private void end(Reconciled reconciled) {
        if (!reconciled.agrees()) {
            List<String> parts = new ArrayList<>();
            Map<Verdict, Long> counts = reconciled.verdicts();
            add(parts, counts.getOrDefault(Verdict.MISSING_IN_TABLE, 0L), " missing in the table");
            add(parts, counts.getOrDefault(Verdict.MISSING_AT_SOURCE, 0L), " missing at the source");
            add(parts, counts.getOrDefault(Verdict.DIFFERENT, 0L), " different");
            terminal.print(
                    Ink.BOLD_RED,
                    Figures.count(reconciled.differing(), "key") + " differ: " + String.join(", ", parts));
            return;
        }
        terminal.print(
                Ink.GREEN,
                "no difference in " + Figures.count(reconciled.chunks().size(), "chunk")
                        + reconciled
                                .mark()
                                .map(mark -> "; verified through " + mark.through())
                                .orElse(""));
    }
}
