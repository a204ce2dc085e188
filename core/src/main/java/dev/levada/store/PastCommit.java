package dev.levada.store;

/**
 * A commit in a table's history.
 *
 * @param operation what the store calls what was done, such as {@code append}, {@code overwrite}, {@code delete}, {@code replace}
 */
public record PastCommit(TableCommit commit, String operation, Standing standing) {

    /** Where a commit stands in the history. */
    public enum Standing {
        /** It made the newest version. */
        NEWEST,
        /** The newest version comes from it; the table can go back to it. */
        BEFORE,
        /** The table went back to a version before it; it can be set to it again. */
        ROLLED_BACK,
        /** Its version is gone. */
        EXPIRED
    }
}
