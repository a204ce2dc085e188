package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.Project.Limits;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tasks run side by side. Each uses all of the engine's threads while it computes; a few side by side fill the
 * gaps in which one waits for a source or a disk, and more would only share the same memory out in smaller parts.
 *
 * <p>There are as many as threads (or cores), but at least two and at most four; below a gigabyte of memory at most two,
 * below half of one only one. One thread means one task.
 */
record Budget(int workers) {
    private static final int FEW = 2;
    private static final int MANY = 4;
    private static final long GIGABYTE = 1_000_000_000;
    private static final Pattern MEMORY = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([a-z%]*)\\s*");
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("b", 1L),
            Map.entry("bytes", 1L),
            Map.entry("kb", 1_000L),
            Map.entry("mb", 1_000_000L),
            Map.entry("gb", GIGABYTE),
            Map.entry("tb", 1000 * GIGABYTE),
            Map.entry("kib", 1L << 10),
            Map.entry("mib", 1L << 20),
            Map.entry("gib", 1L << 30),
            Map.entry("tib", 1L << 40));

    /** What the limits allow on a machine of so many cores and bytes of memory. */
    static Budget of(Limits limits, int cores, LongSupplier machineBytes) {
        int threads = limits.threads() > 0 ? limits.threads() : Math.max(FEW, cores);
        long memory = limits.memory().map(text -> bytes(text, machineBytes)).orElse(GIGABYTE);
        int fitting = memory < GIGABYTE / 2 ? 1 : memory < GIGABYTE ? FEW : MANY;
        return new Budget(Math.min(Math.min(threads, MANY), fitting));
    }

    private static long bytes(String text, LongSupplier machineBytes) {
        Matcher parts = MEMORY.matcher(text.toLowerCase(Locale.ROOT));
        if (parts.matches()) {
            double number = Double.parseDouble(parts.group(1));
            if (parts.group(2).equals("%")) {
                return (long) (machineBytes.getAsLong() * number / 100);
            }
            Long unit = UNITS.get(parts.group(2));
            if (unit != null) {
                return (long) (number * unit);
            }
        }
        throw new LevadaException(
                "project.memory",
                Blame.PROJECT,
                "'" + text + "' is not an amount of memory. Write it like 4GB, 512MB or 60%.");
    }
}
