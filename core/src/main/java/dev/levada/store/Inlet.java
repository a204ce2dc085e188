package dev.levada.store;

/**
 * The way of rows into a store that keeps them elsewhere than in files, while they are produced: they need not be written to files
 * first if nobody reads them again before they are published. What came by it belongs to its staging. Used once, by one thread.
 */
public interface Inlet {
    /**
     * Takes all rows to where nobody sees them.
     *
     * @param rows with the columns of the staging, in order, without its constants
     */
    Arrived take(RowStream rows);

    /**
     * Rows that came.
     *
     * @param bytes how much room they take
     */
    record Arrived(long rows, long bytes) {}
}
