package dev.levada.contract;

import java.util.Locale;

/** How new rows meet old ones. {@code docs/guide/write-modes.md} says exactly what each does. */
public enum WriteMode {
    /** They take the place of all old rows. */
    OVERWRITE,
    /** They are added. */
    APPEND,
    /** They take the place of the old rows in the partitions that they touch. */
    OVERWRITE_PARTITIONS,
    /** They take the place of the old row with the same key. */
    UPSERT,
    /** Those whose key is new are added. */
    INSERT_ONLY,
    /** Every change of a row makes a new version of it, with the time from which and up to which it holds. */
    SCD2,
    /** They take the place of the old row with the same key; what some columns held before stands beside them. */
    SCD3;

    /** As projects write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether rows have a key that decides which old row they meet. */
    public boolean isKeyed() {
        return switch (this) {
            case OVERWRITE, APPEND, OVERWRITE_PARTITIONS -> false;
            case UPSERT, INSERT_ONLY, SCD2, SCD3 -> true;
        };
    }
}
