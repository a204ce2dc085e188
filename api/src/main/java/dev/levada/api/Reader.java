package dev.levada.api;

import java.io.IOException;

/** Reads one split, in batches. Used by one thread at a time. */
public interface Reader extends AutoCloseable {

    /**
     * Fills up to {@link Batch#capacity} rows, from row 0 on.
     *
     * @return how many rows were filled; 0 at the end, and again whenever it is called after that
     * @throws IOException if the source cannot be read; what was read in this split is then thrown away
     */
    int read(Batch batch) throws IOException;

    /** How many bytes of the split have been read so far, for progress; 0 if unknown. Any thread may ask. */
    default long bytesRead() {
        return 0;
    }

    @Override
    void close();
}
