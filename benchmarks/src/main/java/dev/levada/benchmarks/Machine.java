package dev.levada.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the numbers were measured on.
 *
 * @param facts by what they are called, in the order in which they are shown
 */
record Machine(List<Map.Entry<String, String>> facts) {
    private static final double GIB = 1L << 30;

    Machine {
        facts = List.copyOf(facts);
    }

    /** This machine. @param disk a folder on the disk that the sides write to */
    static Machine here(Path disk, String duckdb, String levada) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, String> os = values(Path.of("/etc/os-release"), "=");
        String cpu = Optional.ofNullable(values(Path.of("/proc/cpuinfo"), ":").get("model name"))
                .orElse(System.getProperty("os.arch"));
        return new Machine(List.of(
                Map.entry("CPU", cpu),
                Map.entry("cores", Integer.toString(Runtime.getRuntime().availableProcessors())),
                Map.entry("memory", gib(system.getTotalMemorySize())),
                Map.entry("file system", Files.getFileStore(disk).type()),
                Map.entry("OS", os.getOrDefault("PRETTY_NAME", System.getProperty("os.name"))),
                Map.entry("kernel", System.getProperty("os.version")),
                Map.entry("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")),
                Map.entry("DuckDB", duckdb),
                Map.entry("Levada", levada),
                Map.entry("load before", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()))));
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }

    /** The first value of each key in a file of keys and values; none where there is no such file. */
    static Map<String, String> values(Path file, String separator) throws IOException {
        Map<String, String> values = new TreeMap<>();
        if (!Files.isReadable(file)) {
            return values;
        }
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> line.split(separator, 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair ->
                            values.putIfAbsent(pair[0].strip(), pair[1].strip().replaceAll("^\"|\"$", "")));
        }
        return values;
    }
}
