package dev.levada.cli;

import dev.levada.cli.terminal.Figures;
import dev.levada.reconcile.Reconciled;
import dev.levada.reconcile.compare.Chunk;
import dev.levada.reconcile.compare.DifferingKey;
import dev.levada.reconcile.compare.Figures.OfColumn;
import dev.levada.reconcile.compare.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chunks and keys that differ, in words. */
final class ReconcileWords {
    private static final int MOST_CHARACTERS = 60;
    private static final int MOST_FIGURES = 3;

    private final Reconciled reconciled;
    private final String atSource;
    private final String inTable;

    ReconcileWords(Reconciled reconciled) {
        this.reconciled = reconciled;
        boolean isSource = reconciled.reading().isPresent();
        this.atSource = isSource ? "at the source" : "in " + reconciled.against();
        this.inTable = isSource ? "in the table" : "in " + reconciled.asset();
    }

    /** Where the rows are that the table is compared with. */
    String atSource() {
        return atSource;
    }

    String inTable() {
        return inTable;
    }

    /** So many keys; or rows, if these have no key. */
    String count(long keys) {
        return Figures.count(keys, reconciled.key().isEmpty() ? "row" : "key");
    }

    /** How a key differs, in a few words. */
    String kind(DifferingKey key) {
        return switch (key.verdict()) {
            case MISSING_IN_TABLE -> (key.tableRows() == 0 ? "missing " : "too few ") + inTable;
            case MISSING_AT_SOURCE -> key.sourceRows() == 0 ? "missing " + atSource : "too many " + inTable;
            default -> "different";
        };
    }

    /** Which key it is and what differs in its rows. */
    String details(DifferingKey key) {
        String label = reconciled.key().isEmpty() ? row(key) : key(reconciled.key(), key.key());
        String rows = key.sourceRows() > 1 || key.tableRows() > 1
                ? " (" + Figures.count(key.sourceRows(), "row") + " " + atSource + ", " + Figures.count(key.tableRows())
                        + " " + inTable + ")"
                : "";
        String values = key.verdict() == Verdict.DIFFERENT
                ? key.values().stream()
                        .map(value -> "; " + value.column() + " " + both(shown(value.source()), shown(value.table())))
                        .collect(Collectors.joining())
                : "";
        return label + rows + values;
    }

    /** A row that has no key is told by what it holds. */
    private static String row(DifferingKey key) {
        return key.values().stream()
                .map(value -> value.column() + " "
                        + shown(key.verdict() == Verdict.MISSING_AT_SOURCE ? value.table() : value.source()))
                .collect(Collectors.joining(", "));
    }

    private String both(String source, String table) {
        return source + " " + atSource + ", " + table + " " + inTable;
    }

    private static String key(List<String> names, List<@Nullable String> values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parts.add(names.get(i) + " " + shown(values.get(i)));
        }
        return String.join(", ", parts);
    }

    /** The range of a chunk and what of its figures is not the same. */
    String chunk(Chunk chunk) {
        List<String> figures = figures(chunk);
        String shown = figures.stream().limit(MOST_FIGURES).collect(Collectors.joining("; "));
        return range(chunk) + ": "
                + (figures.isEmpty() ? "the checksum" : shown + (figures.size() > MOST_FIGURES ? "; and more" : ""));
    }

    /** Ranges of digests say nothing to people. */
    private String range(Chunk chunk) {
        List<String> names = reconciled.key();
        if (names.isEmpty()) {
            return "chunk " + (chunk.number() + 1);
        }
        String from = chunk.from().map(begin -> "from " + key(names, begin)).orElse("");
        String to = chunk.to().map(end -> "before " + key(names, end)).orElse("");
        String range = (from + " " + to).strip();
        return range.isEmpty() ? "all rows" : range;
    }

    private List<String> figures(Chunk chunk) {
        List<String> parts = new ArrayList<>();
        if (chunk.source().rows() != chunk.table().rows()) {
            parts.add("rows "
                    + both(
                            Figures.count(chunk.source().rows()),
                            Figures.count(chunk.table().rows())));
        }
        for (int i = 0; i < reconciled.columns().size(); i++) {
            String name = reconciled.columns().get(i);
            OfColumn source = chunk.source().columns().get(i);
            OfColumn table = chunk.table().columns().get(i);
            compare(parts, name + " sum", source.sum(), table.sum());
            compare(parts, name + " min", source.min(), table.min());
            compare(parts, name + " max", source.max(), table.max());
        }
        return parts;
    }

    private void compare(List<String> parts, String what, Optional<String> source, Optional<String> table) {
        if (!source.equals(table)) {
            parts.add(what + " " + both(figure(source), figure(table)));
        }
    }

    private static String figure(Optional<String> figure) {
        return figure.map(ReconcileWords::cut).orElse("null");
    }

    private static String shown(@Nullable String value) {
        return value == null ? "null" : "'" + cut(value) + "'";
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= MOST_CHARACTERS
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
