package dev.levada.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The results as Markdown.
 *
 * @param input what was read, in words
 * @param sides those that were measured
 * @param comparisons those to show; each side that they need was measured
 */
record Report(
        Machine machine,
        LocalDate date,
        String input,
        List<Side> sides,
        List<Comparison> comparisons,
        Map<String, Samples> samples) {
    private static final double MIB = 1L << 20;
    private static final Samples NONE = new Samples(List.of(), Optional.empty());

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# Results");
        lines.add("");
        lines.add("Written by `benchmarks/run`; [README.md](README.md) says how it measures.");
        lines.add("");
        lines.addAll(table(List.of("machine", ""), false, machineRows()));
        lines.add("");
        lines.add("Input: " + input + ".");
        lines.add("");
        lines.add("## Comparisons");
        lines.add("");
        lines.add(
                "Seconds are those of the whole process, its start included; medians. A ratio below 1 means that the first"
                        + " of the two was faster.");
        lines.add("");
        lines.addAll(table(
                List.of("what", "seconds", "yardstick", "ratio", "target", "verdict"),
                true,
                comparisons.stream().map(this::row).toList()));
        lines.add("");
        lines.add("## Runs");
        lines.add("");
        lines.add(
                "\"Own\" is what the program itself says it took, without its start. Peak memory is the highest of all"
                        + " runs.");
        lines.add("");
        lines.addAll(table(
                List.of("side", "median", "own", "runs", "peak memory"),
                true,
                sides.stream().map(this::row).toList()));
        lines.add("");
        lines.add("## What the rows mean");
        for (Comparison comparison : comparisons) {
            lines.add("");
            lines.add("**" + comparison.title() + "** — " + comparison.text().replace("\n", " ") + " "
                    + sentence(comparison));
        }
        return String.join("\n", lines) + "\n";
    }

    /** Whether the comparison's target is reached; true if it has none. */
    boolean reached(Comparison comparison) {
        OptionalDouble measured = measured(comparison);
        return comparison.target().isEmpty()
                || (measured.isPresent()
                        && measured.getAsDouble() <= comparison.target().getAsDouble());
    }

    private List<List<String>> machineRows() {
        List<List<String>> rows = new ArrayList<>();
        machine.facts().forEach(fact -> rows.add(List.of(fact.getKey(), fact.getValue())));
        rows.add(List.of("date", date.toString()));
        return rows;
    }

    private List<String> row(Comparison comparison) {
        return List.of(
                comparison.title(),
                seconds(judged(comparison, samples(comparison.subject()))),
                comparison
                        .yardstick()
                        .map(side -> seconds(judged(comparison, samples(side))))
                        .orElse(""),
                comparison.yardstick().isPresent() ? words(comparison, measured(comparison)) : "",
                target(comparison),
                verdict(comparison));
    }

    private List<String> row(Side side) {
        Samples runs = samples(side.name());
        String all = runs.runs().stream()
                .map(run -> String.format(Locale.ROOT, "%.2f", run.seconds()))
                .collect(Collectors.joining(" · "));
        return List.of(
                "`" + side.name() + "`: " + side.title(),
                seconds(runs.seconds()),
                runs.own().isPresent() ? seconds(runs.own()) : "",
                runs.failure().isPresent() ? (all + " did not finish").strip() : all,
                mib(runs.peakBytes()));
    }

    private OptionalDouble measured(Comparison comparison) {
        Samples yardstick = comparison.yardstick().map(this::samples).orElse(NONE);
        return comparison.measure().of(samples(comparison.subject()), yardstick, comparison.parts());
    }

    private static OptionalDouble judged(Comparison comparison, Samples runs) {
        return comparison.measure() == Measure.RATIO_OF_WORK ? runs.own() : runs.seconds();
    }

    private String verdict(Comparison comparison) {
        if (comparison.target().isEmpty()) {
            return "";
        }
        return reached(comparison) ? "reached" : "**missed**";
    }

    private String sentence(Comparison comparison) {
        Samples subject = samples(comparison.subject());
        if (subject.failure().isPresent()) {
            return "It did not finish: " + subject.failure().get().replace("\n", " ");
        }
        if (comparison.target().isEmpty()) {
            return "There is no target.";
        }
        String target = target(comparison);
        return reached(comparison)
                ? "The target, " + target + ", is reached."
                : "**The target, " + target + ", is missed**: it is " + words(comparison, measured(comparison)) + ".";
    }

    private Samples samples(String side) {
        return samples.getOrDefault(side, NONE);
    }

    private static String target(Comparison comparison) {
        return comparison.target().isEmpty() ? "" : "≤ " + words(comparison, comparison.target());
    }

    private static String words(Comparison comparison, OptionalDouble value) {
        return value.isPresent() ? comparison.measure().words(value.getAsDouble()) : "–";
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? number(seconds) + " s" : "–";
    }

    private static String number(OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, "%.2f", number.getAsDouble()) : "–";
    }

    private static String mib(OptionalLong bytes) {
        return bytes.isPresent() ? String.format(Locale.ROOT, "%,.0f MiB", bytes.getAsLong() / MIB) : "–";
    }

    private static List<String> table(List<String> header, boolean numbers, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| " + String.join(" | ", header) + " |");
        lines.add("| --- |" + (numbers ? " ---: |" : " --- |").repeat(header.size() - 1));
        rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        return lines;
    }
}
