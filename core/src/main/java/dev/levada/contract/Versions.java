package dev.levada.contract;

import java.util.List;
import java.util.Optional;

/**
 * How versions of a row are kept. A version holds from {@code validFrom}, inclusive, to {@code validTo}, exclusive.
 *
 * @param updatedAt the column that says when the row changed at its source; when empty, the start of the run counts
 * @param track the columns whose change makes a new version; when empty, every newer {@code updatedAt} does, or, without
 *     one, the change of any column
 * @param validFrom the column that a version's begin is kept in
 * @param validTo the column that its end is kept in
 * @param openEnd the end of the version that holds now, such as {@code 9999-12-31}; null unless given
 * @param hardDeletes what becomes of a row that was deleted at the source
 * @param isDeleted the column that marks the record of a deletion; in the table only for {@code NEW_RECORD}
 */
public record Versions(
        Optional<String> updatedAt,
        List<String> track,
        String validFrom,
        String validTo,
        Optional<String> openEnd,
        HardDeletes hardDeletes,
        String isDeleted) {
    /** What becomes of a row that was deleted at the source. */
    public enum HardDeletes {
        /** Its last version goes on. */
        IGNORE,
        /** Its last version ends. */
        INVALIDATE,
        /** Its last version ends, and a new one says that the row is deleted. */
        NEW_RECORD
    }

    public Versions {
        track = List.copyOf(track);
    }

    /** Whether a new version needs a change in some columns, rather than just a newer time. */
    public boolean comparesColumns() {
        return updatedAt.isEmpty() || !track.isEmpty();
    }
}
