package dev.levada.store;

import java.util.Map;
import java.util.Set;

/**
 * Rows of a table that new rows take the place of.
 *
 * @param files paths of files all of whose rows go
 * @param rows rows that go from files that stay, by the file's path; rows that were removed before may be among them
 */
public record Replaced(Set<String> files, Map<String, Positions> rows) {
    /** No rows. */
    public static final Replaced NONE = new Replaced(Set.of(), Map.of());

    public Replaced {
        files = Set.copyOf(files);
        rows = Map.copyOf(rows);
    }

    public boolean isNone() {
        return files.isEmpty() && rows.isEmpty();
    }
}
