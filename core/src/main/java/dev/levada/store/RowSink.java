package dev.levada.store;

/** Takes rows. */
public interface RowSink {
    /** Takes some rows. @param rows valid only during the call */
    void take(RowBatch rows);
}
