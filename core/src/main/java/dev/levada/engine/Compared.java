package dev.levada.engine;

import java.util.List;
import java.util.Optional;

/**
 * What came of comparing a source with a table by keys and hashes.
 *
 * @param rows how many rows the source has
 * @param unchanged a relation of the session with the keys of rows that the table has just so
 * @param changed the keys of all other rows of the source, each a text; empty if they are too many to be named, or if one
 *     has no value
 */
public record Compared(long rows, String unchanged, Optional<List<List<String>>> changed) {
    public Compared {
        changed = changed.map(List::copyOf);
    }

    /** How many rows need not be read. */
    public long unread() {
        return changed.map(keys -> rows - keys.size()).orElse(0L);
    }
}
