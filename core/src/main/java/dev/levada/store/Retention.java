package dev.levada.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which versions of a table stay.
 *
 * @param since those committed at this time or later
 * @param atLeast how many of the newest, however old; at least 1
 * @param timeColumn the column whose ranges are remembered of commits that are forgotten otherwise; see
 *     {@link TableCommit#touched}
 */
public record Retention(Instant since, int atLeast, Optional<String> timeColumn) {
    public Retention {
        if (atLeast < 1) {
            throw new IllegalArgumentException("at least " + atLeast + " versions");
        }
    }
}
