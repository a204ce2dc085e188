package dev.levada.store.database.rows;

/**
 * How much one statement of a publication moves at the most, so that neither its time nor what the server keeps in mind for it
 * grows with the publication.
 *
 * @param rows at least one
 * @param bytes of the rows, about; one row may be larger
 */
public record Chunks(int rows, long bytes) {
    /**
     * Well below a second for a table with some indexes, so that whoever limits statements to a few seconds does not meet the limit;
     * and so much that what each statement costs besides its rows is below a hundredth.
     */
    public static final Chunks USUAL = new Chunks(50_000, 64L << 20);

    /** Everything at once, for rows that may not come or go one after the other. */
    public static final Chunks WHOLE = new Chunks(Integer.MAX_VALUE, Long.MAX_VALUE);

    public Chunks {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("chunks of " + rows + " rows and " + bytes + " bytes");
        }
    }

    /** How many rows of a table make a chunk. */
    int rowsOf(Bulk table) {
        long each = Math.max(1, table.bytes() / Math.max(1, table.rows()));
        return (int) Math.min(rows, Math.max(1, bytes / each));
    }
}
