package dev.levada.connector.files;

import dev.levada.api.Blame;
import dev.levada.api.Checkpoint;
import dev.levada.api.LevadaException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that are in the table already, by name; kept as this connector's checkpoint. Its text is a heading and a
 * line for each file: checksum, size, time, and the name, in which backslashes and line ends are escaped.
 */
record Loaded(Map<String, Mark> marks) {
    private static final String HEADING = "levada files 1";

    Loaded {
        marks = Map.copyOf(marks);
    }

    static Loaded of(Collection<Mark> marks) {
        Map<String, Mark> byName = new TreeMap<>();
        marks.forEach(mark -> byName.put(mark.name(), mark));
        return new Loaded(byName);
    }

    Checkpoint checkpoint() {
        StringBuilder text = new StringBuilder(HEADING);
        for (Mark mark : new TreeMap<>(marks).values()) {
            text.append('\n').append(mark.checksum()).append(' ').append(mark.size());
            text.append(' ').append(mark.modified()).append(' ').append(escaped(mark.name()));
        }
        return new Checkpoint(text.toString());
    }

    /** @throws LevadaException if this connector did not write it */
    static Loaded of(Checkpoint checkpoint) {
        String[] lines = checkpoint.text().split("\n", -1);
        if (!lines[0].equals(HEADING)) {
            throw unreadable(lines[0], null);
        }
        Map<String, Mark> marks = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            Mark mark = mark(lines[i]);
            marks.put(mark.name(), mark);
        }
        return new Loaded(marks);
    }

    private static Mark mark(String line) {
        String[] parts = line.split(" ", 4);
        if (parts.length < 4) {
            throw unreadable(line, null);
        }
        try {
            return new Mark(unescaped(parts[3]), Long.parseLong(parts[1]), Instant.parse(parts[2]), parts[0]);
        } catch (NumberFormatException | DateTimeException e) {
            throw unreadable(line, e);
        }
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
                c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
            }
            name.append(c);
        }
        return name.toString();
    }

    private static LevadaException unreadable(String line, @Nullable Throwable cause) {
        return new LevadaException(
                "checkpoint.unreadable",
                Blame.LEVADA,
                "The record of loaded files cannot be read: '" + line + "'. Run with --full to load all files anew.",
                cause);
    }
}
