package dev.levada.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * All runs of one side.
 *
 * @param failure why a run did not finish; no run is made after that one
 */
record Samples(List<Sample> runs, Optional<String> failure) {

    Samples {
        runs = List.copyOf(runs);
    }

    /** Whether every run finished. */
    boolean finished() {
        return failure.isEmpty() && !runs.isEmpty();
    }

    /** Of the whole process; empty if a run did not finish. */
    OptionalDouble seconds() {
        return finished() ? median(runs.stream().mapToDouble(Sample::seconds).toArray()) : OptionalDouble.empty();
    }

    /** As the program itself says. */
    OptionalDouble own() {
        return median(runs.stream().flatMapToDouble(run -> run.own().stream()).toArray());
    }

    /** The highest of all runs: a limit that was kept twice of three times was not kept. */
    OptionalLong peakBytes() {
        return runs.stream().flatMapToLong(run -> run.peakBytes().stream()).max();
    }

    /** The value in the middle, or the mean of the two there. */
    static OptionalDouble median(double... values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
