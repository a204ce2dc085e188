package dev.levada.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Times sides, the sides of a family in turns: there and back again, so that none is always the first. */
final class Measurement {
    private final int runs;
    private final PrintStream progress;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    Measurement(int runs, PrintStream progress) {
        this.runs = runs;
        this.progress = progress;
    }

    /** All sides' runs, by the side's name. */
    Map<String, Samples> of(List<Side> sides) throws IOException, InterruptedException {
        Set<String> families = new LinkedHashSet<>();
        sides.forEach(side -> families.add(side.family()));
        for (String family : families) {
            measure(sides.stream().filter(side -> side.family().equals(family)).toList());
        }
        Map<String, Samples> result = new LinkedHashMap<>();
        for (Side side : sides) {
            result.put(
                    side.name(),
                    new Samples(
                            samples.getOrDefault(side.name(), List.of()),
                            java.util.Optional.ofNullable(failures.get(side.name()))));
        }
        return result;
    }

    private void measure(List<Side> family) throws IOException, InterruptedException {
        int rounds = Math.max(runs, family.stream().mapToInt(Side::fewest).max().orElse(1));
        List<Side> order = new ArrayList<>(family);
        for (int round = 1; round <= rounds; round++) {
            for (Side side : order) {
                if (!failures.containsKey(side.name())) {
                    measure(side, round, rounds);
                }
            }
            Collections.reverse(order);
        }
    }

    private void measure(Side side, int round, int rounds) throws IOException, InterruptedException {
        progress.printf(Locale.ROOT, "%d/%d  %-24s", round, rounds, side.name());
        progress.flush();
        try {
            Sample sample = side.sample();
            samples.computeIfAbsent(side.name(), name -> new ArrayList<>()).add(sample);
            progress.printf(Locale.ROOT, "%8.2f s%n", sample.seconds());
        } catch (Side.Unfinished unfinished) {
            failures.put(side.name(), String.valueOf(unfinished.getMessage()));
            progress.println("did not finish: " + unfinished.getMessage());
        }
    }
}
