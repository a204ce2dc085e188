package dev.levada.benchmarks;

import java.util.Set;
import java.util.TreeSet;

/**
 * What the command line asks for.
 *
 * @param runs of each side
 * @param scale 1 for a million users, twenty million events and ten million sales
 * @param only the comparisons to make
 */
record Options(int runs, double scale, Set<String> only) {
    private static final int USERS = 1_000_000;
    private static final long EVENTS = 20_000_000;
    private static final long SALES = 10_000_000;

    Options {
        if (runs < 1) {
            throw new IllegalArgumentException("--runs " + runs + ": at least one run is needed");
        }
        if (!(scale > 0) || scale > 100) {
            throw new IllegalArgumentException("--scale " + scale + ": must be above 0, and at most 100");
        }
        if (!Comparison.NAMES.containsAll(only)) {
            Set<String> unknown = new TreeSet<>(only);
            unknown.removeAll(Comparison.NAMES);
            throw new IllegalArgumentException(
                    "--only " + String.join(",", unknown) + ": known are " + String.join(", ", Comparison.NAMES));
        }
        only = Set.copyOf(only);
    }

    static Options parse(String... args) {
        int runs = 3;
        double scale = 1;
        Set<String> only = new TreeSet<>(Comparison.NAMES);
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--runs" -> runs = Integer.parseInt(value);
                case "--scale" -> scale = Double.parseDouble(value);
                case "--only" -> only = Set.of(value.split(","));
                default ->
                    throw new IllegalArgumentException(
                            "unknown option " + args[i] + "; known are --runs, --scale, --only");
            }
        }
        return new Options(runs, scale, only);
    }

    int users() {
        return (int) Math.max(100, Math.round(USERS * scale));
    }

    long events() {
        return Math.max(1000, Math.round(EVENTS * scale));
    }

    long sales() {
        return Math.max(1000, Math.round(SALES * scale));
    }

    /** Whether the results are worth being kept: everything at full size, with a median to speak of. */
    boolean complete() {
        return scale == 1 && runs >= 3 && only.containsAll(Comparison.NAMES);
    }
}
