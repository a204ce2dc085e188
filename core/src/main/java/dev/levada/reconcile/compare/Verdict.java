package dev.levada.reconcile.compare;

import java.util.Locale;

/** Why the rows of a key are not the same on both sides. */
public enum Verdict {
    /** The source has a row that the table has not, or not so often. */
    MISSING_IN_TABLE,
    /** The table has a row that the source has not, or not so often. */
    MISSING_AT_SOURCE,
    /** Both have a row, with different values. */
    DIFFERENT,
    /** The source's row breaks a rule that fails the run, so that it is neither in the table nor in quarantine. */
    FAILS_RUN,
    /** The next run will read it. */
    NOT_LOADED_YET,
    /** The table has it from a file that is gone. */
    FILE_GONE,
    /** The source has several rows of the key, and the table holds another one of them. */
    OTHER_DUPLICATE,
    /** It stands in the table's quarantine. */
    IN_QUARANTINE,
    /** The source's row breaks the contract now; the table holds what it was before. */
    BREAKS_CONTRACT,
    /** The mode keeps rows as they came first. */
    KEPT_AS_FIRST;

    /** Whether nothing explains it. */
    public boolean isDifference() {
        return ordinal() <= FAILS_RUN.ordinal();
    }

    /** As machines are told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
