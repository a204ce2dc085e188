package dev.levada.store.lake.table;

import dev.levada.store.Encoded;
import dev.levada.store.Facts;
import dev.levada.store.lake.disk.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Facts of a commit: short ones stand in the snapshot's summary, long ones in files beside the table's metadata, which
 * the summary names. A reader of the metadata shouldn't have to carry every checkpoint there ever was.
 */
public final class SideFiles {
    private static final int LONG = 8 << 10;
    private static final String PREFIX = "levada.";
    private static final String REFERENCE = "file:";

    private final Path folder;

    public SideFiles(LakeTable table) {
        this.folder = table.metadata();
    }

    /** The summary that stands for facts; long ones are on disk when this returns. */
    public Map<String, String> write(String runId, Map<String, String> facts) {
        Map<String, String> summary = new HashMap<>();
        facts.forEach((fact, value) -> {
            if (!fact.startsWith(PREFIX)) {
                throw new IllegalArgumentException("a fact's name begins with " + PREFIX + ", unlike " + fact);
            }
            boolean aside = value.length() > LONG || value.startsWith(REFERENCE);
            summary.put(fact, aside ? write(runId, fact, "txt", value) : value);
        });
        return summary;
    }

    /** Writes one file and returns the reference to it. */
    public String write(String runId, String fact, String ending, String value) {
        String name = start(runId) + Encoded.name(fact.substring(PREFIX.length())) + "." + ending;
        Path file = folder.resolve(name);
        try {
            Durable.createFolders(folder);
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " could not be written: " + failed, failed);
        }
        Durable.force(folder);
        return REFERENCE + name;
    }

    /** The facts that a summary stands for. The quarantine's change stays a reference: it may be large, and few ask. */
    public Map<String, String> read(Map<String, String> summary) {
        Map<String, String> facts = readBut(Set.of(Facts.QUARANTINE), summary);
        String change = summary.get(Facts.QUARANTINE);
        if (change != null) {
            facts.put(Facts.QUARANTINE, change);
        }
        return facts;
    }

    /** The facts that a summary stands for, without some. */
    public Map<String, String> readBut(Set<String> leftOut, Map<String, String> summary) {
        Map<String, String> facts = new HashMap<>();
        summary.forEach((fact, value) -> {
            if (fact.startsWith(PREFIX) && !leftOut.contains(fact)) {
                facts.put(fact, value.startsWith(REFERENCE) ? read(value) : value);
            }
        });
        return facts;
    }

    /** Where the file of a reference is. */
    public Path path(String reference) {
        return folder.resolve(reference.substring(REFERENCE.length()));
    }

    /** The files that a summary names. */
    public List<Path> paths(Map<String, String> summary) {
        return summary.entrySet().stream()
                .filter(fact ->
                        fact.getKey().startsWith(PREFIX) && fact.getValue().startsWith(REFERENCE))
                .map(fact -> path(fact.getValue()))
                .toList();
    }

    /** What stands in the file of a reference. */
    public String read(String reference) {
        Path file = path(reference);
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " could not be read: " + failed, failed);
        }
    }

    /** Removes the files of a run that has not committed. */
    public void remove(String runId) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, each -> each.getFileName().toString().startsWith(start(runId)))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(folder + " could not be cleaned: " + failed, failed);
        }
    }

    /** How the names of all files of a run begin. */
    public static String start(String runId) {
        return "levada-" + Encoded.name(runId) + "-";
    }
}
