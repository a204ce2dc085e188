package dev.levada.testing.store;

/** What not every store can do. */
public enum StoreAbility {
    /** It keeps what engines wrote as it is: rows are named by their file, and the file tells of them. */
    FILES,
    /** It keeps versions that are not the newest. */
    VERSIONS
}
