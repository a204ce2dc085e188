package dev.levada.store;

import java.util.List;
import java.util.Map;

/**
 * What was written to a staging.
 *
 * @param removed rows that are in the files but shall not be in the table, by the file's path
 * @param replaced rows of the base that leave the table in the same step, besides those that the write mode replaces
 */
public record Staged(Staging staging, List<WrittenFile> files, Map<String, Positions> removed, Replaced replaced) {
    public Staged {
        files = List.copyOf(files);
        removed = Map.copyOf(removed);
    }

    /** Without rows of the base that leave. */
    public Staged(Staging staging, List<WrittenFile> files, Map<String, Positions> removed) {
        this(staging, files, removed, Replaced.NONE);
    }

    /** The same, when those rows of the base leave. */
    public Staged replacing(Replaced rows) {
        return new Staged(staging, files, removed, rows);
    }

    /** How many rows it adds to the table. */
    public long rows() {
        return files.stream().mapToLong(WrittenFile::rows).sum()
                - removed.values().stream().mapToLong(Positions::count).sum();
    }

    public long bytes() {
        return files.stream().mapToLong(WrittenFile::bytes).sum();
    }
}
