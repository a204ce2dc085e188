package dev.levada.contract;

import java.util.Optional;

/**
 * How rows are taken out of a table whose rows have a key.
 *
 * @param when a condition over a new row; where it holds, the row says that its key was deleted at the source
 * @param missing what becomes of a row whose key is not among the new rows; other than {@code KEEP} only when these are
 *     all that the source has
 */
public record Deletes(Optional<String> when, Missing missing) {
    /** No row is taken out. */
    public static final Deletes NONE = new Deletes(Optional.empty(), Missing.KEEP);

    /** The column that says since when a row is missing at its source. */
    public static final String DELETED_AT = "_deleted_at";

    /** What becomes of a row that its source does not have any more. */
    public enum Missing {
        /** It stays. */
        KEEP,
        /** It stays, and {@link #DELETED_AT} says since when it is missing. */
        SOFT,
        /** It goes. */
        HARD
    }
}
