package dev.levada.contract;

/** How new rows meet old ones. */
public enum WriteMode {
    /** They take the place of all old rows. */
    OVERWRITE,
    /** They are added. */
    APPEND,
    /** They take the place of the old rows in the partitions that they touch. */
    OVERWRITE_PARTITIONS
}
