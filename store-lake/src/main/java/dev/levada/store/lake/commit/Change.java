package dev.levada.store.lake.commit;

import dev.levada.store.Staged;
import java.util.Map;
import java.util.Optional;

/**
 * What one commit does to a table.
 *
 * @param added new files, some of whose rows may be removed from the start
 * @param replaced what leaves
 * @param summary what is written with the commit
 */
public record Change(Optional<Staged> added, Replacement replaced, Map<String, String> summary, Rows rows) {

    /** What becomes of the rows. */
    public enum Rows {
        /** Rows come and go. */
        CHANGED,
        /** The same rows are in other files. */
        SAME
    }

    public Change(Optional<Staged> added, Replacement replaced, Map<String, String> summary) {
        this(added, replaced, summary, Rows.CHANGED);
    }
}
