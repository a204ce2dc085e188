package dev.levada.benchmarks;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One timed run.
 *
 * @param seconds of the whole process, from its start to its end
 * @param own what the program says it took, without its start; empty if it says nothing
 * @param peakBytes the most memory that the process ever held; empty where the system doesn't tell
 */
record Sample(double seconds, OptionalDouble own, OptionalLong peakBytes) {}
