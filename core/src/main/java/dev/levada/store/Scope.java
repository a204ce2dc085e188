package dev.levada.store;

/** What becomes of a table that is there when it is written to. */
public enum Scope {
    /** New rows meet old ones in the asset's write mode, and the old columns hold. */
    INCREMENT,
    /** Rows and columns are replaced, whatever the write mode. */
    ANEW
}
