package dev.levada.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that ran to its end.
 *
 * @param output what it printed, errors included
 */
record Child(int exitCode, double seconds, OptionalLong peakBytes, String output) {
    private static final long POLL_MILLIS = 20;

    /** Runs a command in a folder; its output goes to {@code output.log} there. */
    static Child run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(log.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            long peak = 0;
            do {
                peak = Math.max(peak, peakOf(process.pid()));
            } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
            double seconds = (System.nanoTime() - start) / 1e9;
            OptionalLong known = peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak);
            return new Child(process.exitValue(), seconds, known, Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs a command that has to succeed, and gives what it printed. */
    static String expect(Path folder, List<String> command) throws IOException, InterruptedException {
        Child child = run(folder, command);
        if (child.exitCode() != 0) {
            throw new IOException(
                    String.join(" ", command) + " ended with " + child.exitCode() + ": " + child.ending());
        }
        return child.output();
    }

    /** The last lines of the output that say something. */
    String ending() {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    /** The system keeps the highest value itself, so only what is allocated within the last poll can be missed. */
    private static long peakOf(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }
}
