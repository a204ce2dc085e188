package dev.levada.doctor;

import dev.levada.api.Finding;
import dev.levada.api.LevadaException;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What runs need of this machine. */
record Machine(Workspace workspace) {
    private static final long GIBIBYTE = 1L << 30;
    private static final Pattern AMOUNT = Pattern.compile("([0-9.]+) (\\w+)");
    private static final Map<String, Long> UNITS =
            Map.of("bytes", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", GIBIBYTE, "TiB", 1L << 40);

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(room("lake", workspace.project().lake()));
        try (Session session = workspace.engine().session()) {
            findings.add(room("temporary files", Path.of(setting(session, "temp_directory"))));
            findings.add(memory(setting(session, "memory_limit")));
        } catch (LevadaException e) {
            findings.add(Finding.problem("engine", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    private static String setting(Session session, String name) {
        try (Rows rows = session.query("select current_setting('" + name + "')")) {
            @Nullable List<@Nullable Object> row = rows.next();
            return row == null ? "" : String.valueOf(row.get(0));
        }
    }

    /** A folder may come to be only when it is needed; then the nearest above it tells. */
    static Finding room(String topic, Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            return Finding.problem(
                    topic,
                    "Nothing can be written in " + there + ". Allow it to the user who runs Levada, or choose another"
                            + " folder.");
        }
        try {
            FileStore disk = Files.getFileStore(there);
            long free = disk.getUsableSpace();
            String text = folder + ": " + gibibytes(free) + " free of " + gibibytes(disk.getTotalSpace()) + ".";
            return free < GIBIBYTE
                    ? Finding.warning(topic, text, "Make room: a run fails when the disk is full.")
                    : Finding.good(topic, text);
        } catch (IOException unknown) {
            return Finding.note(topic, folder + ": how much room there is cannot be told.", "");
        }
    }

    private static Finding memory(String engine) {
        long machine = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        return memory(bytes(engine), Runtime.getRuntime().maxMemory(), machine);
    }

    static Finding memory(long engine, long heap, long machine) {
        String text = "The engine may take " + gibibytes(engine) + " and the program's heap " + gibibytes(heap)
                + ", of " + gibibytes(machine) + " that the machine has.";
        return engine + heap > machine
                ? Finding.warning(
                        "memory",
                        text,
                        "Set a lower limit in levada.yml, such as `limits: {memory: 60%}`, or a smaller heap.")
                : Finding.good("memory", text);
    }

    /** An amount as the engine writes it; 0 if it cannot be read. */
    static long bytes(String amount) {
        Matcher parts = AMOUNT.matcher(amount);
        if (!parts.matches()) {
            return 0;
        }
        return (long) (Double.parseDouble(parts.group(1)) * UNITS.getOrDefault(parts.group(2), 0L));
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIBIBYTE);
    }
}
