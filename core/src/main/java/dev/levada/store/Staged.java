package dev.levada.store;

import java.util.List;
import java.util.Map;

/**
 * What was written to a staging.
 *
 * @param removed rows that are in the files but shall not be in the table, by the file's path
 */
public record Staged(Staging staging, List<WrittenFile> files, Map<String, Positions> removed) {
    public Staged {
        files = List.copyOf(files);
        removed = Map.copyOf(removed);
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
