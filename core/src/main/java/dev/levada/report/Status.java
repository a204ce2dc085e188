package dev.levada.report;

/** How an asset or a run ended. */
public enum Status {
    /** New rows were published. */
    DONE,
    /** There was nothing to do. */
    UNCHANGED,
    /** It failed, and nothing of it was published. */
    FAILED,
    /** It was not begun, because something it depends on failed. */
    SKIPPED,
    /** Somebody stopped it, and nothing of it was published. */
    INTERRUPTED
}
